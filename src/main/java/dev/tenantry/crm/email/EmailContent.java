package dev.tenantry.crm.email;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.email.message.Attachment;
import dev.tenantry.crm.email.message.MailHtml;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.QuotedText;
import dev.tenantry.shared.text.Texts;

/**
 * What takes its time to be made of a mail, the more the longer that is: before anybody waits for it.
 *
 * @param identity    as {@link MailMessage#identity()}
 * @param fingerprint as {@link MailMessage#fingerprint()}
 * @param excerpt     the beginning of what is new in it
 * @param html        what of it can be shown safely; null where there is none
 */
record EmailContent(String identity, String fingerprint, String excerpt, @Nullable String html) {

    private static final int EXCERPT = 2_000;

    static EmailContent of(MailMessage message) {
        var original = message.html();
        return new EmailContent(message.identity(), message.fingerprint(),
                Texts.beginning(QuotedText.of(message.text()).body().strip(), EXCERPT),
                original == null ? null : MailHtml.safe(original, shown(message.attachments())));
    }

    private static Set<String> shown(List<Attachment> attachments) {
        return attachments.stream()
                .map(Attachment::contentId)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }
}
