package dev.tenantry.audit;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry.Category;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.RequestRefused;

/** What requests of people and keys are refused: for a right that they lack, for a limit, and what is not there, or is another organization's. */
@Component
class RequestRefusals {

    /** What handles what nothing else does. */
    private static final String NOWHERE = "/**";

    private final AuditedRefusals refusals;

    RequestRefusals(AuditedRefusals refusals) {
        this.refusals = refusals;
    }

    @EventListener
    void on(RequestRefused refused) {
        var caller = Caller.currentOrNull();
        var isReached = refused.route() != null && !refused.route().equals(NOWHERE);
        if (caller == null || !isReached && refused.type() == ProblemType.NOT_FOUND) {
            return;
        }
        var endpoint = refused.method() + " " + (isReached ? refused.route() : NOWHERE);
        refusals.tell(switch (refused.type().status().value()) {
            case 404 -> refusal(caller, Category.DATA_ACCESS, "request.not-found", "info", endpoint, refused);
            case 429 -> refusal(caller, Category.SECURITY, "request.limited", "warning", endpoint, refused);
            default -> refusal(caller, Category.AUTHORIZATION, "request.refused", "warning", endpoint, refused);
        });
    }

    private static Refusal refusal(Caller caller, Category category, String action, String severity,
            String endpoint, RequestRefused refused) {
        return new Refusal(caller.organizationId(), caller.userId(), category, action, severity,
                ActionTexts.ofRefusal(refused.type().status().value()), endpoint,
                refused.type() == ProblemType.NOT_FOUND ? refused.type().code() : refused.detail());
    }
}
