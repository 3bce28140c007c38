package dev.tenantry.crm.email.sending;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import dev.tenantry.shared.mail.HtmlText;

/**
 * What stands below a member's mails.
 *
 * @param html that is safe to show; null: the text
 */
record EmailSignature(String text, @Nullable String html) {

    /** By this line programs know that what follows is one (RFC 3676). */
    private static final String DELIMITER = "\n\n-- \n";

    String below(String said) {
        return said.stripTrailing() + DELIMITER + text + "\n";
    }

    String belowPage(String page) {
        return page + "<div>-- </div><div>"
                + (html == null ? HtmlUtils.htmlEscape(text, "UTF-8").replace("\n", "<br />") : html)
                + "</div>";
    }

    /** @param text null: what people read in the HTML */
    static EmailSignature of(@Nullable String text, @Nullable String html) {
        var read = text == null && html != null ? HtmlText.of(html) : text;
        return new EmailSignature(read == null ? "" : read, html);
    }
}
