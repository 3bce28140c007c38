package dev.tenantry.access.detector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.signal.GrantRefused;
import dev.tenantry.shared.time.PeriodicTask;

/** Finds who is refused too much, by all instances together: those who probe for what is there, and those who try to give themselves more rights. */
@Component
@EnableConfigurationProperties(DetectionSettings.class)
class SignalDetector extends PeriodicTask {

    private final CallerSignals signals;
    private final SignalRows rows;
    private final SecurityEvents events;
    private final DetectionSettings settings;

    SignalDetector(CallerSignals signals, SignalRows rows, SecurityEvents events, DetectionSettings settings) {
        super("signals of attacks", Duration.ofSeconds(2));
        this.signals = signals;
        this.rows = rows;
        this.events = events;
        this.settings = settings;
    }

    /** Whoever acts as somebody else is none of the organization's. */
    @EventListener
    void on(GrantRefused refused) {
        var caller = Caller.currentOrNull();
        if (caller != null && !caller.isImpersonated()) {
            signals.note(caller.organizationId(), SecurityEventType.PRIVILEGE_ESCALATION, Subject.of(caller), null);
        }
    }

    @Override
    protected synchronized void work() {
        var noticed = signals.take();
        if (noticed.isEmpty()) {
            return;
        }
        List<Integer> totals;
        try {
            totals = rows.add(noticed);
        } catch (RuntimeException failure) {
            signals.putBack(noticed);
            throw failure;
        }
        for (var place = 0; place < noticed.size(); place++) {
            if (totals.get(place) >= threshold(noticed.get(place).type())) {
                raise(noticed.get(place), totals.get(place));
            }
        }
    }

    private void raise(CallerSignal signal, int total) {
        var isGrant = signal.type() == SecurityEventType.PRIVILEGE_ESCALATION;
        events.attempt(signal.organization(), new Detection(signal.type(), isGrant ? Severity.HIGH : Severity.MEDIUM,
                isGrant
                        ? "Somebody tried again and again to give or take rights that they do not hold"
                        : "Somebody asked for many things that they may not see, or that are not there",
                signal.subject(), total, signal.count(), threshold(signal.type()),
                Map.of("windowMinutes", CallerSignals.WINDOW.toMinutes())));
    }

    private int threshold(SecurityEventType type) {
        return type == SecurityEventType.PRIVILEGE_ESCALATION
                ? settings.refusedGrants()
                : settings.refusalsPerCaller();
    }
}
