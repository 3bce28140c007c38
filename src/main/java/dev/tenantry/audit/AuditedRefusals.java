package dev.tenantry.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.shared.web.RequestJson;

/**
 * Takes down what was refused, in a transaction of its own. However often the same is refused to the same caller at the same place, there are two
 * entries a minute at most: the first is written at once, how many followed, and some of what they asked, once the minute is over.
 * What is left at the end is written while it can still be found out where people are at home.
 */
@Component
@DependsOn("authPool")
public class AuditedRefusals extends PeriodicTask implements DisposableBean {

    /** Of whoever signs people in. Only here it is known in whose organizations they are. */
    private static final Logger SIGN_INS = LoggerFactory.getLogger("dev.tenantry.identity.SignIns");
    private static final Logger log = LoggerFactory.getLogger(AuditedRefusals.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RequestJson request;
    private final ObjectProvider<OrganizationsOfPerson> organizations;
    private final JsonMapper json;
    private final RefusalCounts counts;

    AuditedRefusals(JdbcClient jdbc, PlatformTransactionManager transactions, RequestJson request,
            ObjectProvider<OrganizationsOfPerson> organizations,
            JsonMapper json, Clock clock) {
        super("what was refused", Duration.ofSeconds(2));
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.request = request;
        this.organizations = organizations;
        this.json = json;
        this.counts = new RefusalCounts(clock);
    }

    /** That it cannot be written down undoes no refusal: the log of the application says so. */
    public void tell(Refusal refusal) {
        tell(CountedEvent.of(refusal), this::attempt);
    }

    /** What is not refused. Where it cannot be written down it does not happen. */
    void tell(CountedEvent what) {
        tell(what, (entry, organization) -> write(entry, Objects.requireNonNull(organization)));
    }

    private void tell(CountedEvent what, BiConsumer<AuditLogRow, @Nullable UUID> writing) {
        var caller = Caller.currentOrNull();
        var session = caller == null ? null : caller.sessionId();
        var described = request.current();
        // Whoever is at work in a transaction would wait for a second connection with the first in hand.
        var waits = what.organizationId() == null || TransactionSynchronizationManager.isActualTransactionActive();
        if (counts.count(what, session, RequestDetails.currentOrNull(), described, waits)) {
            writing.accept(what.entry(session, described), what.organizationId());
        }
    }

    @Override
    protected void work() {
        write(false);
    }

    /** Requests have ended by now. */
    @Override
    public void destroy() {
        write(true);
    }

    /** Writes what is due; when it returns, that is written. @param all what is not, too */
    synchronized void write(boolean all) {
        for (var told : counts.take(all)) {
            attempt(told.what().entry(told.session(), told.request()).times(told.count(), span(told)),
                    told.what().organizationId());
        }
    }

    private String span(RefusalCounts.Told told) {
        var span = new LinkedHashMap<String, Object>();
        span.put("from", told.from().toString());
        span.put("until", told.until().toString());
        span.put("paths", told.paths());
        if (!told.kinds().isEmpty()) {
            span.put("kinds", told.kinds());
            span.put("addresses", told.addresses());
        }
        return json.writeValueAsString(span);
    }

    private void attempt(AuditLogRow entry, @Nullable UUID organization) {
        try {
            if (organization == null && entry.userId() == null) {
                log.warn("{} refusals of too many people at once are in no audit log", entry.occurrences());
            }
            var logs = organization == null ? organizations(entry.userId()) : List.of(organization);
            logs.forEach(log -> write(entry, log));
        } catch (RuntimeException failure) {
            log.error("what happened is not in every audit log: {} of {}", entry.action(), entry.userId(),
                    Redacted.of(failure));
        }
    }

    private void write(AuditLogRow entry, UUID organization) {
        new TenantContext(organization, entry.userId()).run(() -> {
            if (entry.category() == AuditEntry.Category.AUTHENTICATION) {
                SIGN_INS.debug("{}: {} of {}", entry.action(), entry.error(), entry.resourceId());
            }
            transaction.executeWithoutResult(_ -> entry.write(jdbc, organization));
        });
    }

    private List<UUID> organizations(@Nullable UUID person) {
        var known = organizations.getIfAvailable();
        return known == null || person == null ? List.of() : known.of(person);
    }
}
