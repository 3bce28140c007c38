package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A mail in plain text, for as many of its recipients as the server takes it for. It keeps its own Message-ID, where saving one would give it a new one: sent again
 * it is known for the same.
 */
public final class IdentifiedMessage extends SMTPMessage {

    private final String messageId;
    private final Address[] envelope;

    private IdentifiedMessage(String messageId, Address[] envelope) {
        super((Session) null);
        this.messageId = messageId;
        this.envelope = envelope;
        setSendPartial(true);
    }

    /**
     * @param messageId with its angle brackets
     * @param sender    as {@link NamedAddress} has it
     * @param envelope  those of the recipients that it is to go to now
     * @throws AddressException where the sender or a recipient is no address
     */
    public static IdentifiedMessage of(String messageId, String sender, List<String> recipients,
            List<String> envelope, String subject, String text) throws MessagingException {
        var message = new IdentifiedMessage(messageId, addresses(envelope));
        message.setFrom(sender(sender));
        message.setRecipients(Message.RecipientType.TO, addresses(recipients));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        return message;
    }

    private static Address[] addresses(List<String> recipients) throws AddressException {
        var addresses = new Address[recipients.size()];
        for (var index = 0; index < addresses.length; index++) {
            addresses[index] = new InternetAddress(EmailAddress.deliverable(recipients.get(index)), true);
        }
        return addresses;
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

    /** Whom it is sent to; its header names all. */
    @Override
    public Address[] getAllRecipients() {
        return envelope.clone();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
