package dev.tenantry.crm.email.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import org.jspecify.annotations.Nullable;

/** The parts of a mail: what people read of it, and what is attached. */
final class MailParts {

    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";

    private static final int HEAD = 4_096;
    private static final Pattern STATED = Pattern.compile("<meta[^>]{1,200}charset\\s*=\\s*[\"']?([\\w.:-]{1,80})",
            Pattern.CASE_INSENSITIVE);

    private final Notices notices;
    private final BoundedMultipart.Counter counter = new BoundedMultipart.Counter();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    /** Octets of the texts that have been read. */
    private int octetsRead;
    private final List<Attachment> attachments = new ArrayList<>();

    private MailParts(Notices notices) {
        this.notices = notices;
    }

    static MailParts of(MimePart message, Notices notices) throws MessagingException, IOException {
        var parts = new MailParts(notices);
        parts.read(message, 0);
        return parts;
    }

    String text() {
        return text.toString();
    }

    @Nullable
    String html() {
        return html.isEmpty() ? null : html.toString();
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    private void read(MimePart part, int depth) throws MessagingException, IOException {
        var type = type(part);
        if (type.getPrimaryType().equalsIgnoreCase("multipart")) {
            readAll(part, depth);
        } else if (isText(part, type)) {
            readText(part, type);
        } else {
            attach(part, type);
        }
    }

    private void readAll(MimePart part, int depth) throws MessagingException, IOException {
        if (depth == MailBounds.DEPTH) {
            throw MailBounds.exceeded("parts in parts, " + MailBounds.DEPTH + " deep");
        }
        var parts = new BoundedMultipart(part, counter);
        try {
            parts.getCount();
        } catch (MessagingException _) {
            notices.add("its parts cannot be told apart, and are attached as they came");
            attach(part, new ContentType("application", "octet-stream", null));
            return;
        }
        for (var index = 0; index < parts.getCount(); index++) {
            if (parts.getBodyPart(index) instanceof MimePart inner) {
                read(inner, depth + 1);
            }
        }
    }

    /** Of a message that names none, or nothing that is one: text. */
    private ContentType type(MimePart part) throws MessagingException {
        var stated = part.getContentType();
        try {
            return new ContentType(stated == null ? PLAIN : stated);
        } catch (ParseException _) {
            notices.add("a part has a type that is none", String.valueOf(stated));
            return new ContentType(PLAIN);
        }
    }

    private boolean isText(MimePart part, ContentType type) throws MessagingException {
        return (type.match(PLAIN) || type.match(HTML)) && !isAttachment(part)
                && PartFiles.name(part, notices) == null;
    }

    private static boolean isAttachment(MimePart part) {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (MessagingException _) {
            return false;
        }
    }

    private void readText(MimePart part, ContentType type) throws MessagingException, IOException {
        var left = MailBounds.TEXT - octetsRead;
        var octets = PartFiles.beginning(part, left + 1, notices);
        if (octets.length > left) {
            notices.add("a text is attached where all would have more than " + MailBounds.TEXT + " octets");
            attach(part, type);
            return;
        }
        octetsRead += octets.length;
        var charset = type.getParameter("charset");
        var read = type.match(HTML) ? ofPage(octets, charset) : PartText.of(octets, charset);
        if (!read.isWhole()) {
            notices.add(read.text() == null
                    ? "a text in a charset that is not known is attached"
                    : "a text has octets that its charset does not have, and is attached as it came",
                    charset == null ? "none" : charset);
            attach(part, type);
        }
        if (read.text() != null) {
            add(type, unflowed(type, read.text()));
        }
    }

    /** A page can say itself what it is in. */
    private static PartText ofPage(byte[] octets, @Nullable String charset) {
        var read = PartText.of(octets, charset);
        var head = new String(octets, 0, Math.min(octets.length, HEAD), StandardCharsets.ISO_8859_1);
        var stated = STATED.matcher(head);
        return charset != null || read.isWhole() || !stated.find() || MailCharsets.find(stated.group(1)) == null
                ? read
                : PartText.of(octets, stated.group(1));
    }

    private static String unflowed(ContentType type, String read) {
        return type.match(PLAIN) && "flowed".equalsIgnoreCase(type.getParameter("format"))
                ? FlowedText.of(read, !"yes".equalsIgnoreCase(type.getParameter("delsp")))
                : read;
    }

    private void add(ContentType type, String read) {
        var to = type.match(HTML) ? html : text;
        if (!to.isEmpty() && !read.isBlank()) {
            to.append('\n');
        }
        to.append(read);
    }

    private void attach(MimePart part, ContentType type) throws MessagingException, IOException {
        if (attachments.size() == MailBounds.ATTACHMENTS) {
            throw MailBounds.exceeded(MailBounds.ATTACHMENTS + " attachments");
        }
        attachments.add(PartFiles.of(part, type.getBaseType().toLowerCase(Locale.ROOT), attachments.size() + 1,
                notices));
    }
}
