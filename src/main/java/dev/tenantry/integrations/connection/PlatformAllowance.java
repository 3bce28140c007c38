package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.tenancy.TenantContext;

/** What the platform pays for is bounded: whatever organizations have done by what it offers. What language models are asked counts under quotas, whoever pays. */
@Component
class PlatformAllowance {

    private static final String SPENT = "the organization has had the platform's integrations do as much of this as they may for now";

    /** What waits is woken as soon as quotas change, but for what begins to wait at that very moment. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
    private static final String QUOTA = "the organization has asked language models as often as its quota allows for now";

    private final Limits limits;
    private final WorkMeter quotas;

    PlatformAllowance(Limits limits, WorkMeter quotas) {
        this.limits = limits;
        this.quotas = quotas;
    }

    /**
     * Outside of transactions. What is not sent costs nothing.
     *
     * @param isOffered whether the platform pays
     * @return deferred where it has to wait until there is some left
     */
    Answer within(boolean isOffered, Operation operation, Supplier<Answer> call) {
        if (!(operation instanceof Operation.Complete)) {
            return isOffered ? within(operation, call) : call.get();
        }
        var counted = quotas.count(Work.AI, TenantContext.current().organizationId(), 1);
        if (!counted.retryAfter().isZero()) {
            return Answer.overQuota(QUOTA, sooner(counted.retryAfter()));
        }
        var answer = isOffered ? within(operation, call) : call.get();
        if (!answer.isSent()) {
            counted.putBack();
        }
        return answer;
    }

    private static Duration sooner(Duration wait) {
        return wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    }

    private Answer within(Operation operation, Supplier<Answer> call) {
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
