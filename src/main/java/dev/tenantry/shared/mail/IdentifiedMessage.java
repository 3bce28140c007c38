package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * A mail, for as many of its recipients as the server takes it for. It keeps its own Message-ID, where saving one would give it a new one: sent again
 * it is known for the same.
 */
public final class IdentifiedMessage extends SMTPMessage {

    private static final int LONGEST_ENVELOPE_ID = 100;

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
     * @param envelope  those of the addresses that it is to go to now
     * @throws AddressException where the sender or a recipient is no address
     */
    public static IdentifiedMessage of(String messageId, String sender, MailAddresses addresses,
            List<String> envelope, MailContent content, MailRouting routing) throws MessagingException {
        var message = new IdentifiedMessage(messageId, addresses(envelope, Map.of()));
        message.setFrom(named(sender));
        message.setRecipients(Message.RecipientType.TO, addresses(addresses.to(), addresses.names()));
        if (!addresses.cc().isEmpty()) {
            message.setRecipients(Message.RecipientType.CC, addresses(addresses.cc(), addresses.names()));
        }
        message.route(routing, addresses.replyTo());
        if (content.unsubscribeUrl() != null) {
            message.setHeader("List-Unsubscribe", "<" + content.unsubscribeUrl() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setSubject(EncodedWords.of(content.subject()), StandardCharsets.UTF_8.name());
        if (content.attachments().isEmpty()) {
            say(message, content);
        } else {
            message.setContent(withFiles(content));
        }
        return message;
    }

    private void route(MailRouting routing, @Nullable String replyTo) throws MessagingException {
        var answers = Stream.of(replyTo, routing.answersTo()).filter(Objects::nonNull).toList();
        if (!answers.isEmpty()) {
            var addresses = new Address[answers.size()];
            for (var index = 0; index < addresses.length; index++) {
                addresses[index] = named(answers.get(index));
            }
            setReplyTo(addresses);
        }
        if (routing.returnPath() != null) {
            setEnvelopeFrom(routing.returnPath());
        }
        if (routing.inReplyTo() != null) {
            setHeader("In-Reply-To", routing.inReplyTo());
        }
        if (!routing.references().isEmpty()) {
            setHeader("References",
                    MimeUtility.fold("References: ".length(), String.join(" ", routing.references())));
        }
    }

    private static void say(MimePart part, MailContent content) throws MessagingException {
        if (content.html() == null && content.calendar() == null) {
            part.setText(content.text(), StandardCharsets.UTF_8.name());
        } else {
            part.setContent(alternatives(content));
        }
    }

    private static MimeMultipart withFiles(MailContent content) throws MessagingException {
        var parts = new MimeMultipart("mixed");
        var said = new MimeBodyPart();
        say(said, content);
        parts.addBodyPart(said);
        for (var file : content.attachments()) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
            part.setHeader("Content-Type", file.type());
            part.setHeader("Content-Transfer-Encoding", "base64");
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(file.name());
            parts.addBodyPart(part);
        }
        return parts;
    }

    /** The last one is the one that a mail program shows that can. */
    private static MimeMultipart alternatives(MailContent content) throws MessagingException {
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(content.text(), "plain"));
        if (content.html() != null) {
            parts.addBodyPart(part(content.html(), "html"));
        }
        if (content.calendar() != null) {
            parts.addBodyPart(part(content.calendar(), "calendar; method=" + method(content.calendar())));
        }
        return parts;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        if (subtype.startsWith("calendar")) {
            var type = "text/" + subtype + "; charset=UTF-8";
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
            part.setHeader("Content-Type", type);
            part.setHeader("Content-Transfer-Encoding", "base64");
        } else {
            part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        }
        return part;
    }

    /** Programs go by the one of the type, which has to be the one inside. */
    private static String method(String calendar) {
        return calendar.lines()
                .filter(line -> line.matches("METHOD:[A-Z]+"))
                .map(line -> line.substring("METHOD:".length()))
                .findFirst()
                .orElse("PUBLISH");
    }

    private static Address[] addresses(List<String> recipients, Map<String, String> names) throws AddressException {
        var addresses = new Address[recipients.size()];
        for (var index = 0; index < addresses.length; index++) {
            var recipient = recipients.get(index);
            addresses[index] = EmailAddress.isValid(recipient)
                    ? new NamedAddress(names.get(recipient), EmailAddress.of(recipient)).deliverable()
                    : new InternetAddress(recipient, true);
        }
        return addresses;
    }

    private static InternetAddress named(String text) throws AddressException {
        try {
            return NamedAddress.of(text).deliverable();
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

    /** For servers that offer it (RFC 3461): reports say which mail they are about, and return its header at most. */
    public void identifyEnvelope() {
        var id = new StringBuilder("ENVID=");
        messageId.chars()
                .forEach(character -> id.append(character > ' ' && character < 0x7F && "+=".indexOf(character) < 0
                        ? Character.toString(character)
                        : String.format(Locale.ROOT, "+%02X", character & 0xFF)));
        if (id.length() <= LONGEST_ENVELOPE_ID) {
            setMailExtension(id.toString());
        }
        setReturnOption(RETURN_HDRS);
    }

    /** Whom it is sent to; its header names all but those whom nobody sees. */
    @Override
    public Address[] getAllRecipients() {
        return envelope.clone();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
