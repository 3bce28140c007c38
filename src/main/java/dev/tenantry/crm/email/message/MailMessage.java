package dev.tenantry.crm.email.message;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Digests;

/**
 * What a mail says.
 *
 * @param messageId   without angle brackets; null where it has none
 * @param inReplyTo   the Message-ID that it answers
 * @param references  those before it in its thread, the oldest first
 * @param sentAt      as it says; null where it does not, or nothing that can be
 * @param text        of line feeds, NUL-free; of a mail that is HTML alone, what people read in it
 * @param html        as it came; null where there is none
 * @param isAutomatic whether a program sent it by itself
 * @param size        in octets
 * @param notices     what could not be taken as it was, for people
 */
public record MailMessage(
        @Nullable String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        List<Mailbox> from,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<Mailbox> bcc,
        String subject,
        @Nullable Instant sentAt,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        boolean isAutomatic,
        long size,
        List<String> notices) {

    private static final String MADE = "@content.sha256";

    public MailMessage {
        references = List.copyOf(references);
        from = List.copyOf(from);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        notices = List.copyOf(notices);
    }

    /** Null where nobody says to have sent it. */
    public @Nullable Mailbox sender() {
        return from.isEmpty() ? null : from.getFirst();
    }

    /** By which it is known: its own, or one that what it says makes, so that a copy of it is known for the same. */
    public String identity() {
        return messageId == null ? fingerprint() + MADE : messageId;
    }

    /** Of what all who have it read in it, however it came to them: not of who was to be hidden. */
    public String fingerprint() {
        var read = new StringBuilder();
        Stream.of(keys(from), keys(to), keys(cc), Stream.of(subject.strip(), sentAt == null ? "" : sentAt.toString()),
                Stream.of(spaced(text), html == null ? "" : spaced(html)),
                attachments.stream().map(Attachment::sha256).sorted())
                .forEach(some -> read.append('\u0001').append(String.join("\u0002", some.toList())));
        return Digests.fingerprint(read.toString());
    }

    private static Stream<String> keys(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(Mailbox::key).sorted();
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
