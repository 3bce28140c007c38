package dev.tenantry.crm.email.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** Parts as files: what they are called, and what is in them. */
final class PartFiles {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TYPE = 100;
    private static final Map<String, String> ENDINGS = Map.of("message/rfc822", ".eml", "text/calendar", ".ics",
            "text/html", ".html", "text/plain", ".txt", "application/ms-tnef", ".dat", "image/png", ".png",
            "image/jpeg", ".jpg", "image/gif", ".gif", "application/pdf", ".pdf");

    private PartFiles() {}

    static Attachment of(MimePart part, String type, int number, Notices notices)
            throws MessagingException, IOException {
        var content = content(part, notices);
        var digest = sha256();
        long size;
        try (var in = content.open(); var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            size = in.transferTo(out);
        }
        var given = name(part, notices);
        var name = given == null ? "part-" + number + ENDINGS.getOrDefault(type, "") : given;
        return new Attachment(name, type.length() > LONGEST_TYPE ? "application/octet-stream" : type, size,
                HexFormat.of().formatHex(digest.digest()), contentId(part), content);
    }

    /** The first octets of a part, so many at most. */
    static byte[] beginning(MimePart part, int most, Notices notices) throws MessagingException, IOException {
        try (var content = content(part, notices).open()) {
            return content.readNBytes(most);
        }
    }

    /** Decoded; as it came where it cannot be. */
    private static Attachment.Content content(MimePart part, Notices notices) throws MessagingException {
        try (var decoded = decoded(part)) {
            decoded.transferTo(OutputStream.nullOutputStream());
            return () -> opened(part);
        } catch (IOException | MessagingException _) {
            notices.add("a part is not encoded as it says, and is kept as it came");
            return () -> raw(part);
        }
    }

    private static InputStream opened(MimePart part) throws IOException {
        try {
            return decoded(part);
        } catch (MessagingException fault) {
            throw new IOException(fault);
        }
    }

    private static InputStream decoded(MimePart part) throws IOException, MessagingException {
        var encoding = part.getEncoding();
        var raw = raw(part);
        return encoding == null ? raw : MimeUtility.decode(raw, encoding);
    }

    private static InputStream raw(MimePart part) throws IOException {
        try {
            return switch (part) {
                case MimeBodyPart body -> body.getRawInputStream();
                case MimeMessage message -> message.getRawInputStream();
                default -> throw new IllegalStateException(part.getClass().getName());
            };
        } catch (MessagingException fault) {
            throw new IOException(fault);
        }
    }

    /** Without folders, and without what would make it another one for those who look at it; null where it has none. */
    static @Nullable String name(MimePart part, Notices notices) throws MessagingException {
        var name = CleanText.line(stated(part, notices)).replaceAll("\\p{Cf}", "");
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return null;
        }
        var dot = Math.max(name.lastIndexOf('.'), name.length() - 20);
        return Texts.length(name) <= LONGEST_NAME
                ? name
                : Texts.beginning(name, LONGEST_NAME - (name.length() - dot)) + name.substring(dot);
    }

    private static String stated(MimePart part, Notices notices) throws MessagingException {
        var name = parameter(part, "Content-Disposition", "filename", notices);
        var other = name == null ? parameter(part, "Content-Type", "name", notices) : name;
        return other == null ? "" : other;
    }

    private static @Nullable String parameter(MimePart part, String field, String name, Notices notices)
            throws MessagingException {
        var stated = part.getHeader(field);
        if (stated == null) {
            return null;
        }
        var text = new EncodedText(field, notices);
        return new FieldParameters(EncodedText.unfolded(text.written(stated[0], null)), text).value(name);
    }

    private static @Nullable String contentId(MimePart part) throws MessagingException {
        var stated = part.getContentID();
        var id = stated == null ? "" : CleanText.line(stated).replaceAll("^<|>$", "");
        return id.isEmpty() || id.length() > LONGEST_NAME ? null : id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
