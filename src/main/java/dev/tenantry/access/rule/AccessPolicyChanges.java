package dev.tenantry.access.rule;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.RequestDetails;

/** What every change of an organization's rules has in common: nobody locks themselves out unaware, and every instance hears of it. */
@Component
public class AccessPolicyChanges {

    private static final String LOCK = "select 1 from pg_advisory_xact_lock(hashtextextended('access policy/' || ?, 0))";

    private final JdbcClient jdbc;
    private final AccessPolicyCache rules;
    private final Locations locations;
    private final Clock clock;

    AccessPolicyChanges(JdbcClient jdbc, AccessPolicyCache rules, Locations locations, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.locations = locations;
        this.clock = clock;
    }

    /** One at a time, in the transaction that makes a change, before it looks at what there is. */
    public void lock() {
        jdbc.sql(LOCK).param(TenantContext.current().organizationId().toString()).query(Integer.class).single();
    }

    /**
     * A change has been made in the running transaction.
     *
     * @param isConfirmed whether the caller knows that the organization may then not be reached from where the request comes
     * @throws ProblemException 409 where it may not and that is not confirmed
     */
    public void made(boolean isConfirmed) {
        var organization = TenantContext.current().organizationId();
        if (!isConfirmed) {
            checkThatTheCallerStaysIn();
        }
        rules.tell(jdbc, organization);
        AfterCommit.run(() -> rules.attemptReload(organization));
    }

    /** The transaction sees what it has written: what the next request would be told once no bypass holds. */
    private void checkThatTheCallerStaysIn() {
        var request = RequestDetails.currentOrNull();
        var stated = rules.stated(jdbc, TenantContext.current().organizationId());
        if (request == null || stated == null) {
            return;
        }
        var now = clock.instant();
        var decision = stated.decideBypassedOrNot(request.client(), locations, now);
        if (decision.reason() != null) {
            throw lockout(request, decision.reason().text() + pausing(stated, now));
        }
        var until = stated.admitsUntil(request.client(), locations, now);
        if (until != null && isSooner(until, request, now)) {
            throw lockout(request, "is let in until " + until + " alone" + pausing(stated, now));
        }
    }

    private static String pausing(AccessPolicy stated, Instant now) {
        return stated.isBypassed(now) ? ", once the rules do not pause any more" : "";
    }

    /** Where that has been so before, it is known. */
    private boolean isSooner(Instant until, RequestDetails request, Instant now) {
        var before = rules.of(TenantContext.current().organizationId());
        var earlier = before == null ? null : before.admitsUntil(request.client(), locations, now);
        return earlier == null || until.isBefore(earlier);
    }

    private static ProblemException lockout(RequestDetails request, String why) {
        var told = "this would shut out the caller: the address %s %s. Send confirmLockout=true where that is meant"
                .formatted(request.client() == null ? "of the request" : request.client(), why);
        return ProblemException.of(ProblemType.CONFLICT, told,
                List.of(new FieldError("confirmLockout", "locks-out", told)));
    }
}
