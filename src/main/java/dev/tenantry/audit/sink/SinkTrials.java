package dev.tenantry.audit.sink;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** Tries sinks: an event that says what it is goes there and then, past what waits. */
@Component
class SinkTrials {

    private final AuditSinkService sinks;
    private final SinkTransports transports;
    private final SinkTrialEntry trial;
    private final Limits limits;

    SinkTrials(AuditSinkService sinks, SinkTransports transports, SinkTrialEntry trial, Limits limits) {
        this.sinks = sinks;
        this.transports = transports;
        this.trial = trial;
        this.limits = limits;
    }

    /** Outside of transactions: it waits for somebody else. */
    SinkTestResponse test(UUID id) {
        var target = sinks.target(id);
        charge();
        trial.write(id);
        return test(id, target);
    }

    /** Likewise of one of the platform's, whose trail the look of whoever tries it is in. */
    SinkTestResponse test(UUID id, PlatformSinks platform) {
        charge();
        return test(id, platform.tried(id));
    }

    private void charge() {
        limits.charge(Limit.TEST_MESSAGES_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
    }

    private SinkTestResponse test(UUID id, SinkTarget target) {
        return SinkTestResponse.of(transports.send(target, List.of(trial.read(id))));
    }
}
