package dev.tenantry.audit.sink;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;

/** Tries sinks: an event that says what it is goes there and then, past what waits. */
@Component
class SinkTrials {

    private static final int LONGEST_REASON = 500;

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
        limits.charge(Limit.TEST_MESSAGES_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
        trial.write(id);
        try {
            transports.of(target.type()).send(target, List.of(trial.read(id)));
            return new SinkTestResponse(true, null);
        } catch (IOException failure) {
            return new SinkTestResponse(false, Texts.shown(
                    Objects.requireNonNullElse(failure.getMessage(), "the connection broke off"), LONGEST_REASON));
        }
    }
}
