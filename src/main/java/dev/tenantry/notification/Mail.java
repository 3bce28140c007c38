package dev.tenantry.notification;

import java.util.List;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.IdentifiedMessage;

/**
 * A mail as it is sent.
 *
 * @param messageId   with its angle brackets; the same however often it is sent, so that a receiver knows it for the same
 * @param sender      an address, or a name with an address in angle brackets
 * @param recipients  addresses; all see each other
 * @param envelope    those of the recipients that it is to go to now, where it has reached others before
 * @param integration the organization's own by which it goes; null: it goes by the platform's mail server
 */
public record Mail(
        String messageId,
        String sender,
        List<String> recipients,
        List<String> envelope,
        String subject,
        String text,
        @Nullable UUID integration) {

    public Mail {
        recipients = List.copyOf(recipients);
        envelope = List.copyOf(envelope);
    }

    /** To all of its recipients. */
    public Mail(String messageId, String sender, List<String> recipients, String subject, String text,
            @Nullable UUID integration) {
        this(messageId, sender, recipients, recipients, subject, text, integration);
    }

    /** Why it cannot be sent as it is; null where it can. */
    public @Nullable String objection() {
        if (subject.isBlank()) {
            return "the subject is empty once it is filled in";
        }
        if (text.isBlank()) {
            return "the text is empty once it is filled in";
        }
        return recipients.stream().allMatch(EmailAddress::isValid) ? null : "a recipient is no e-mail address";
    }

    /** As mail servers take it. @throws MessagingException where the sender or a recipient is no address */
    public MimeMessage message() throws MessagingException {
        return IdentifiedMessage.of(messageId, sender, recipients, envelope, subject, text);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
