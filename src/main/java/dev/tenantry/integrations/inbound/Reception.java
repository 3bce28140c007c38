package dev.tenantry.integrations.inbound;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.WebhookRefusal;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * The one guard of a door that is open to anybody: whether there is such an address, whether it is asked too often, and whether
 * the message is signed. Until then nothing is written but that it was asked, and refused.
 */
@Component
class Reception {

    private final OpenReceivers receivers;
    private final Limits limits;
    private final Inbox inbox;
    private final RefusedMessages refusals;
    private final Clock clock;

    Reception(OpenReceivers receivers, Limits limits, Inbox inbox, RefusedMessages refusals, Clock clock) {
        this.refusals = refusals;
        this.receivers = receivers;
        this.limits = limits;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * What came of a message.
     *
     * @param id        by which it is listed; of one that was accepted before, that one's; null where it is none
     * @param status    pending: it is to be processed, perhaps once more; processed: it was, and has begun a run; failed: no workflow is told, and what
     *                  it means besides is heeded; null where it is none
     * @param challenge what is to be answered to the question whether this is the address
     * @param answer    what the sender wants to hear otherwise
     */
    record Received(
            @Nullable Long id,
            @Nullable WebhookEventStatus status,
            @Nullable String challenge,
            Verifier.Answer answer) {}

    Received receive(String address, Message message) {
        var token = ReceiverToken.read(address);
        return new TenantContext(token.organizationId(), null).call(() -> {
            var receiver = receivers.find(token).orElseThrow(ProblemException::notFound);
            // By source: whoever else knows the address uses up nothing of the sender's.
            limits.charge(Limit.WEBHOOKS_PER_RECEIVER, receiver.id() + " " + Source.currentOrNull());
            var refusal = receiver.verification().refusal(receiver.secrets(), message, clock.instant());
            if (!receiver.isOpen()) {
                if (refusal != null) {
                    throw ProblemException.notFound();
                }
                return inbox.heed(receiver, message);
            }
            if (refusal != null) {
                receivers.countRefusal(receiver.id(), refusal);
                throw problem(refusal, receiver.verification());
            }
            try {
                return inbox.take(receiver, message);
            } catch (ProblemException refused) {
                if (refused.type().status().is4xxClientError()) {
                    refusals.keep(receiver, message, refused);
                }
                throw refused;
            }
        });
    }

    /** It says what the sender knows itself, and not how far a signature is from being right. */
    private static ProblemException problem(WebhookRefusal refusal, Verification verification) {
        return switch (refusal) {
            case NO_SECRET -> ProblemException.of(ProblemType.WEBHOOK_SECRET_MISSING,
                    "no secret is set for this address yet, by which a message could be shown to be its sender's");
            case UNSIGNED -> ProblemException.of(ProblemType.WEBHOOK_UNSIGNED,
                    "the message has no header " + verification.header() + ", in which its signature is to be");
            case EXPIRED -> ProblemException.of(ProblemType.WEBHOOK_EXPIRED,
                    "the time at which the message says it was signed is more than " + verification.window().toSeconds()
                            + " seconds from now");
            case MISMATCH -> ProblemException.of(ProblemType.WEBHOOK_MISMATCH,
                    "the message is not signed as it has to be");
        };
    }
}
