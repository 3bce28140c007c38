package dev.tenantry.access.detector;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ItemRefused;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.RequestRefused;
import dev.tenantry.shared.web.RequestDetails;

/** Notices what callers are refused since they have no right to it, and what they ask for that is not there: who probes for what is there. */
@Component
class RefusalDetector implements SignalDetector {

    private final CallerSignals signals;
    private final DetectionRule rule;

    RefusalDetector(CallerSignals signals, DetectionSettings settings) {
        this.signals = signals;
        this.rule = DetectionRule.counting(SecurityEventType.UNAUTHORIZED_ACCESS, Severity.MEDIUM,
                "Somebody asked for many things that they may not see, or that are not there",
                settings.refusalsPerCaller());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @EventListener
    void on(RequestRefused refused) {
        note(refused.type(), "");
    }

    /** A batch asks for as many things as it has inputs. */
    @EventListener
    void on(ItemRefused refused) {
        note(refused.type(), " " + refused.item());
    }

    private void note(ProblemType type, String item) {
        var caller = Caller.currentOrNull();
        var request = RequestDetails.currentOrNull();
        if (caller == null || caller.isImpersonated() || request == null) {
            return;
        }
        if (type == ProblemType.FORBIDDEN || type == ProblemType.NOT_FOUND) {
            signals.note(caller.organizationId(), rule.type(), Subject.of(caller),
                    request.method() + " " + request.path() + item);
        }
    }
}
