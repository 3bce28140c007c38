package dev.tenantry.crm.email.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.HtmlText;

/** What the header of a mail says. Of a field that is there more often than it may be the first counts. */
final class MailHeaders {

    private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");
    private static final Set<String> BY_PROGRAMS = Set.of("bulk", "junk", "list", "auto_reply");
    private static final List<String> ANSWERED_BY_PROGRAMS = List.of("X-Autoreply", "X-Autorespond");

    private final MimeMessage message;
    private final Notices notices;
    private final MailAddressLists addresses;

    MailHeaders(MimeMessage message, Notices notices) {
        this.message = message;
        this.notices = notices;
        this.addresses = new MailAddressLists(notices);
    }

    MailMessage message(MailParts parts, long size, Notices said) throws MessagingException {
        var messageId = messageId();
        var references = references();
        var answered = ids(first("In-Reply-To"));
        var from = addresses.read("From", all("From"));
        var to = addresses.read("To", all("To"));
        var cc = addresses.read("Cc", all("Cc"));
        var bcc = addresses.read("Bcc", all("Bcc"));
        var html = parts.html();
        return new MailMessage(messageId, answered.isEmpty() ? null : answered.getFirst(),
                with(references, answered), from, to, cc, bcc, subject(), sentAt(),
                parts.text().isBlank() && html != null ? CleanText.text(HtmlText.of(html)) : parts.text(), html,
                parts.attachments(), isAutomatic(), size, said.all());
    }

    private @Nullable String messageId() throws MessagingException {
        var stated = first("Message-ID");
        if (stated == null || stated.isBlank()) {
            notices.add("it has no Message-ID, and is known by what it says");
            return null;
        }
        var ids = ids(stated);
        var id = ids.isEmpty() ? CleanText.line(stated).replaceAll("[<>\\s]", "") : ids.getFirst();
        if (id.isEmpty() || id.length() > MailBounds.MESSAGE_ID) {
            notices.add("it has a Message-ID that is none, and is known by what it says", stated);
            return null;
        }
        return id;
    }

    /** The beginning of the thread, and the mails right before this one. */
    private List<String> references() throws MessagingException {
        var all = ids(String.join(" ", all("References")));
        if (all.size() <= MailBounds.REFERENCES) {
            return all;
        }
        var some = new ArrayList<>(all.subList(all.size() - MailBounds.REFERENCES + 1, all.size()));
        some.addFirst(all.getFirst());
        return some;
    }

    private static List<String> with(List<String> references, List<String> answered) {
        var all = new ArrayList<>(references);
        answered.stream().limit(MailBounds.REFERENCES).filter(id -> !all.contains(id)).forEach(all::add);
        return all;
    }

    private static List<String> ids(@Nullable String text) {
        return text == null
                ? List.of()
                : ID.matcher(CleanText.line(text))
                        .results()
                        .map(found -> found.group(1))
                        .filter(id -> id.length() <= MailBounds.MESSAGE_ID)
                        .distinct()
                        .toList();
    }

    private String subject() throws MessagingException {
        var stated = first("Subject");
        if (stated == null) {
            return "";
        }
        return CleanText.line(new EncodedText("Subject", notices).read(stated));
    }

    private @Nullable Instant sentAt() throws MessagingException {
        var stated = first("Date");
        if (stated == null) {
            notices.add("it has no date, and counts as sent when it came");
            return null;
        }
        var read = MailDate.read(stated);
        if (read == null) {
            notices.add("it has a date that is none, and counts as sent when it came", stated);
        }
        return read;
    }

    private boolean isAutomatic() throws MessagingException {
        var submitted = first("Auto-Submitted");
        var precedence = first("Precedence");
        var back = first("Return-Path");
        for (var name : ANSWERED_BY_PROGRAMS) {
            if (message.getHeader(name) != null) {
                return true;
            }
        }
        return submitted != null && !submitted.strip().toLowerCase(Locale.ROOT).startsWith("no")
                || precedence != null && BY_PROGRAMS.contains(precedence.strip().toLowerCase(Locale.ROOT))
                || back != null && back.strip().equals("<>");
    }

    private @Nullable String first(String name) throws MessagingException {
        var all = message.getHeader(name);
        if (all == null) {
            return null;
        }
        if (all.length > 1 && !name.equals("Return-Path")) {
            notices.add("it has several fields " + name + ", of which the first counts");
        }
        return new EncodedText(name, notices).written(all[0], charset());
    }

    /** Which one the text is in; null where it does not say so. */
    private @Nullable String charset() {
        try {
            return new ContentType(String.valueOf(message.getContentType())).getParameter("charset");
        } catch (MessagingException _) {
            return null;
        }
    }

    private List<String> all(String name) throws MessagingException {
        var all = message.getHeader(name);
        var text = new EncodedText(name, notices);
        return all == null ? List.of() : Stream.of(all).map(octets -> text.written(octets, charset())).toList();
    }
}
