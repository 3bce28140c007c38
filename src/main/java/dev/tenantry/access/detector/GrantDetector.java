package dev.tenantry.access.detector;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.signal.GrantRefused;

/** Notices who tries to give or take what they do not hold. */
@Component
class GrantDetector implements SignalDetector {

    private final CallerSignals signals;
    private final DetectionRule rule;

    GrantDetector(CallerSignals signals, DetectionSettings settings) {
        this.signals = signals;
        this.rule = DetectionRule.counting(SecurityEventType.PRIVILEGE_ESCALATION, Severity.HIGH,
                "Somebody tried again and again to give or take rights that they do not hold",
                settings.refusedGrants());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    /** Whoever acts as somebody else is none of the organization's. */
    @EventListener
    void on(GrantRefused refused) {
        var caller = Caller.currentOrNull();
        if (caller != null && !caller.isImpersonated()) {
            signals.note(caller.organizationId(), rule.type(), Subject.of(caller), null);
        }
    }
}
