package dev.tenantry.access.detector;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.RequestRefused;
import dev.tenantry.shared.signal.GrantRefused;

/** Notices who tries to give or take what they do not hold. */
@Component
class GrantDetector implements SignalDetector {

    private static final String NOTED = GrantDetector.class.getName();

    /** Where rights are given and taken. */
    private static final List<String> RIGHTS = List.of("/api/v1/organization/members/{userId}/role",
            "/api/v1/organization/ownership", "/api/v1/roles");

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
        note();
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(NOTED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Nor has the right to change what others may do, without which nobody asks what they hold. */
    @EventListener
    void on(RequestRefused refused) {
        var request = RequestContextHolder.getRequestAttributes();
        var isNoted = request != null && request.getAttribute(NOTED, RequestAttributes.SCOPE_REQUEST) != null;
        if (refused.type() == ProblemType.FORBIDDEN && !refused.method().equals("GET") && !isNoted
                && refused.route() != null && RIGHTS.stream().anyMatch(refused.route()::startsWith)) {
            note();
        }
    }

    private void note() {
        var caller = Caller.currentOrNull();
        if (caller != null && !caller.isImpersonated()) {
            signals.note(caller.organizationId(), rule.type(), Subject.of(caller), null);
        }
    }
}
