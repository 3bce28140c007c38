package dev.tenantry.shared.mail;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.VisibleText;

/**
 * What a mail says.
 *
 * @param text           for whom the HTML is not shown, where there is some
 * @param html           null: it is plain text
 * @param unsubscribeUrl where its one receiver asks for no more of the kind, as mail programs offer to (RFC 8058); null where nobody can
 * @param calendar       iCalendar with a METHOD (RFC 5546), which calendar programs take from it; null where there is none
 * @param attachments    files that come along
 */
public record MailContent(
        String subject,
        String text,
        @Nullable String html,
        @Nullable String unsubscribeUrl,
        @Nullable String calendar,
        List<MailAttachment> attachments) {

    public MailContent {
        attachments = List.copyOf(attachments);
    }

    public MailContent(String subject, String text, @Nullable String html, @Nullable String unsubscribeUrl,
            @Nullable String calendar) {
        this(subject, text, html, unsubscribeUrl, calendar, List.of());
    }

    public MailContent(String subject, String text, @Nullable String html, @Nullable String unsubscribeUrl) {
        this(subject, text, html, unsubscribeUrl, null);
    }

    public MailContent(String subject, String text, @Nullable String html) {
        this(subject, text, html, null);
    }

    /** With something in place of something else, wherever that stands. */
    public MailContent with(String place, String value) {
        return new MailContent(subject.replace(place, value), text.replace(place, value),
                html == null ? null : html.replace(place, value),
                unsubscribeUrl == null ? null : unsubscribeUrl.replace(place, value), calendar, attachments);
    }

    /** With these files. */
    public MailContent bringing(List<MailAttachment> files) {
        return new MailContent(subject, text, html, unsubscribeUrl, calendar, files);
    }

    /** Why it cannot be sent as it is; null where it can. */
    public @Nullable String objection() {
        if (VisibleText.isBlank(subject)) {
            return "the subject is empty once it is filled in";
        }
        return VisibleText.isBlank(text) && (html == null || VisibleText.isBlank(html))
                ? "the text is empty once it is filled in"
                : null;
    }

    /** In characters, and the bytes of its files. */
    public int length() {
        return text.length() + (html == null ? 0 : html.length())
                + attachments.stream().mapToInt(file -> file.content().length).sum();
    }
}
