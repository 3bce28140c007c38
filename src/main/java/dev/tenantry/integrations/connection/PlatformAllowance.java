package dev.tenantry.integrations.connection;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** What the platform pays for is bounded: whatever organizations have done by what it offers. */
@Component
class PlatformAllowance {

    private static final String SPENT = "the organization has had the platform's integrations do as much of this as they may for now";

    private final Limits limits;

    PlatformAllowance(Limits limits) {
        this.limits = limits;
    }

    /** Outside of transactions. What is not sent costs nothing. @return deferred where it has to wait until there is some left */
    Answer within(Operation operation, Supplier<Answer> call) {
        var limit = limit(operation);
        if (limit == null) {
            return call.get();
        }
        var organization = TenantContext.current().organizationId().toString();
        var wait = limits.take(limit, organization);
        if (!wait.isZero()) {
            return Answer.deferred(SPENT, wait);
        }
        var answer = call.get();
        if (!answer.isSent()) {
            limits.refund(limit, organization);
        }
        return answer;
    }

    /** Null where it is counted before it comes here: mails by their recipients as they are queued, messages that try something as somebody asks for them. */
    private static @Nullable Limit limit(Operation operation) {
        return switch (operation) {
            case Operation.SendText _ -> Limit.WORKFLOW_TEXTS_PER_ORGANIZATION;
            case Operation.Complete _,Operation.Post _,Operation.Request _ -> Limit.OFFERED_CALLS_PER_ORGANIZATION;
            case Operation.SendMail _,Operation.Test _ -> null;
        };
    }
}
