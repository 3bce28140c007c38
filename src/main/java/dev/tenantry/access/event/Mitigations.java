package dev.tenantry.access.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.access.policy.MitigationRule;
import dev.tenantry.access.policy.SecurityPolicies;
import dev.tenantry.shared.signal.SessionEnder;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.AccessRulesChanged;

/**
 * Does by itself what the organization's policy says, in the transaction that writes the event. A second factor that is demanded and a key that is
 * suspended are looked at by what tells the caller's access ({@code app.caller_access}, {@code app.key_access}), from the next request on.
 */
@Component
class Mitigations {

    private static final String APPLY = """
            update security_events set mitigation_applied = ?, mitigated_until = ?, mitigation_due_at = ? where organization_id = app.org_id() and id = ?""";

    private static final String DUE = """
            update security_events set mitigation_due_at = now() where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final SecurityPolicies policies;
    private final SessionEnder sessions;
    private final AddressBlocks blocks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mitigations(JdbcClient jdbc, SecurityPolicies policies, SessionEnder sessions, AddressBlocks blocks,
            ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.sessions = sessions;
        this.blocks = blocks;
        this.events = events;
        this.clock = clock;
    }

    /** What the policy says is to be done. */
    List<Mitigation> of(Detection detection) {
        return fitting(policies.of(detection.rule().type()), detection);
    }

    /** @return what is done; of that sessions are still to be ended */
    List<Mitigation> apply(long event, Detection detection) {
        var rule = policies.of(detection.rule().type());
        var fitting = fitting(rule, detection);
        if (fitting.isEmpty()) {
            return fitting;
        }
        var until = clock.instant().plusSeconds(rule.lasting() * 60L).atOffset(ZoneOffset.UTC);
        var isLasting = fitting.stream().anyMatch(mitigation -> mitigation != Mitigation.SESSION_ENDED);
        jdbc.sql(APPLY)
                .param(fitting.stream().map(Mitigation::toString).collect(Collectors.joining(",")))
                .param(isLasting ? until : null)
                .param(until)
                .param(event)
                .update();
        if (fitting.contains(Mitigation.ADDRESS_BLOCKED)) {
            blocks.block(event, blocks.of(detection));
        }
        if (isLasting) {
            told();
        }
        return fitting;
    }

    /** What holds is done about what has come since from elsewhere, too. @return whether there was something to do */
    boolean extend(long event, Detection detection) {
        return blocks.extend(event, detection);
    }

    /** In a transaction of its own, and so once the event is there that says why. */
    void endSessions(Subject subject, List<Mitigation> done) {
        if (done.contains(Mitigation.SESSION_ENDED) && subject.userId() != null) {
            sessions.end(TenantContext.current().organizationId(), subject.userId(), subject.sessionId());
        }
    }

    /** Whoever keeps in memory what holds reads it anew. */
    void told() {
        events.publishEvent(new AccessRulesChanged(TenantContext.current().organizationId()));
        blocks.tell();
    }

    /** What was to be done could not be: it is done when more of the same is noticed. */
    void due(long event) {
        jdbc.sql(DUE).param(event).update();
    }

    private List<Mitigation> fitting(MitigationRule rule, Detection detection) {
        return rule.done().stream().filter(mitigation -> fits(mitigation, detection)).toList();
    }

    private boolean fits(Mitigation mitigation, Detection detection) {
        var subject = detection.subject();
        return switch (mitigation) {
            case STEP_UP, SESSION_ENDED -> subject.userId() != null && subject.apiKeyId() == null;
            case KEY_SUSPENDED -> subject.apiKeyId() != null;
            case ADDRESS_BLOCKED -> !blocks.of(detection).isEmpty();
        };
    }
}
