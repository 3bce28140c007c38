package dev.tenantry.access.detector;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.RequestRefused;
import dev.tenantry.shared.web.RequestDetails;

/** Notices what callers are refused since they have no right to it, and what they ask for that is not there. */
@Component
class RefusalDetector {

    private final CallerSignals signals;

    RefusalDetector(CallerSignals signals) {
        this.signals = signals;
    }

    @EventListener
    void on(RequestRefused refused) {
        var caller = Caller.currentOrNull();
        var request = RequestDetails.currentOrNull();
        if (caller == null || caller.isImpersonated() || request == null) {
            return;
        }
        if (refused.type() == ProblemType.FORBIDDEN || refused.type() == ProblemType.NOT_FOUND) {
            signals.note(caller.organizationId(), SecurityEventType.UNAUTHORIZED_ACCESS, Subject.of(caller),
                    request.method() + " " + request.path());
        }
    }
}
