package dev.tenantry.shared.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailSendException;

/** A mail that keeps its own Message-ID, where saving one would give it a new one: sent again it is known for the same. */
public final class IdentifiedMessage extends MimeMessage {

    private final String messageId;

    /** @param messageId with its angle brackets */
    public IdentifiedMessage(String messageId) {
        super((Session) null);
        this.messageId = messageId;
    }

    /**
     * The Message-ID of what this sender sends under this key.
     *
     * @param sender an address, or a name with an address in angle brackets
     */
    public static String id(String key, String sender) {
        return "<" + key + "@" + sender.substring(sender.lastIndexOf('@') + 1).replace(">", "") + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** Whether the failure is a permanent refusal (5xx) of every recipient; the rest may pass by. */
    public static boolean isRefused(Exception failure) {
        return failure instanceof MailSendException send && send.getMessageExceptions().length > 0
                && send.getMessageExceptions()[0] instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0;
    }
}
