package dev.tenantry.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Mails that members write: kept in the transaction that means to send one, and sent once that is committed. What they say is kept by whoever has them. */
public interface PersonalMails {

    /**
     * Keeps whom a mail of the current member is to and by which way it goes, in the current transaction, to be sent after it.
     *
     * @param id      of what is kept, by which {@link MailReturns} knows it
     * @param mail    without what it says
     * @param refused those of its recipients that it is not to be sent to, each with the reason
     */
    void send(UUID id, long emailId, Mail mail, List<RefusedRecipient> refused);

    /** How a mail of the current member stands; empty where it is none that was sent here. */
    Optional<Standing> of(long emailId);

    /**
     * How a mail stands.
     *
     * @param id       of what is kept
     * @param error    of the last attempt, where there is one
     * @param attempts so far
     * @param nextAt   when it is tried again, where it is pending
     * @param refused  whom it has not reached, or does not reach
     */
    record Standing(
            UUID id,
            DeliveryStatus status,
            List<String> recipients,
            List<RefusedRecipient> refused,
            int attempts,
            @Nullable String error,
            @Nullable Instant nextAt,
            @Nullable Instant sentAt) {}
}
