package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** A mail in plain text that keeps its own Message-ID, where saving one would give it a new one: sent again it is known for the same. */
public final class IdentifiedMessage extends MimeMessage {

    private final String messageId;

    private IdentifiedMessage(String messageId) {
        super((Session) null);
        this.messageId = messageId;
    }

    /**
     * @param messageId with its angle brackets
     * @param sender    as {@link NamedAddress} has it
     * @throws AddressException where the sender or a recipient is no address
     */
    public static IdentifiedMessage of(String messageId, String sender, List<String> recipients, String subject,
            String text) throws MessagingException {
        var message = new IdentifiedMessage(messageId);
        message.setFrom(sender(sender));
        for (var recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO,
                    new InternetAddress(EmailAddress.deliverable(recipient), true));
        }
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        return message;
    }

    private static InternetAddress sender(String sender) throws AddressException {
        try {
            return NamedAddress.of(sender).deliverable();
        } catch (IllegalArgumentException refusal) {
            throw new AddressException(refusal.getMessage());
        }
    }

    /**
     * The Message-ID of what this sender sends under this key.
     *
     * @param sender an address, or a name with an address in angle brackets
     */
    public static String id(String key, String sender) {
        var domain = sender.substring(sender.lastIndexOf('@') + 1).replace(">", "").strip();
        return "<" + key + "@" + (EmailAddress.isDomain(domain) ? EmailAddress.asciiDomain(domain) : domain) + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
