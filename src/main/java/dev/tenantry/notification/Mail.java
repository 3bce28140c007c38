package dev.tenantry.notification;

import java.util.List;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;

/**
 * A mail as it is sent.
 *
 * @param messageId   with its angle brackets; the same however often it is sent, so that a receiver knows it for the same
 * @param sender      an address, or a name with an address in angle brackets
 * @param envelope    those of the addresses that it is to go to now, where it has reached others before
 * @param integration the organization's own by which it goes; null: it goes by the platform's mail server
 * @param routing     where what comes back of it goes, and what it answers
 */
public record Mail(
        String messageId,
        String sender,
        MailAddresses addresses,
        List<String> envelope,
        MailContent content,
        @Nullable UUID integration,
        MailRouting routing) {

    public Mail {
        envelope = List.copyOf(envelope);
    }

    /** To all of its recipients. */
    public Mail(String messageId, String sender, MailAddresses addresses, MailContent content,
            @Nullable UUID integration) {
        this(messageId, sender, addresses, addresses.all(), content, integration, MailRouting.NONE);
    }

    /** In plain text, to those who all see each other. */
    public Mail(String messageId, String sender, List<String> to, String subject, String text,
            @Nullable UUID integration) {
        this(messageId, sender, MailAddresses.to(to), new MailContent(subject, text, null), integration);
    }

    /** The same mail, to those of its recipients now. */
    public Mail to(List<String> some) {
        return new Mail(messageId, sender, addresses, some, content, integration, routing);
    }

    /** Another one, to the same. */
    public Mail saying(MailContent other) {
        return new Mail(messageId, sender, addresses, envelope, other, integration, routing);
    }

    /** The same, on another way. */
    public Mail routed(MailRouting other) {
        return new Mail(messageId, sender, addresses, envelope, content, integration, other);
    }

    /** What its recipients are written to for. */
    public MessagePurpose purpose() {
        return content.unsubscribeUrl() == null ? MessagePurpose.TRANSACTIONAL : MessagePurpose.MARKETING;
    }

    /** Whom it is to reach in all. */
    public List<String> recipients() {
        return addresses.all();
    }

    /** Why it cannot be sent as it is; null where it can. */
    public @Nullable String objection() {
        return content.objection() != null || addresses.areValid()
                ? content.objection()
                : "a recipient is no e-mail address";
    }

    /** As mail servers take it. @throws MessagingException where the sender or a recipient is no address */
    public MimeMessage message() throws MessagingException {
        return IdentifiedMessage.of(messageId, sender, addresses, envelope, content, routing);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
