package dev.tenantry.crm.email.message;

import java.util.Set;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

import dev.tenantry.shared.mail.HtmlNesting;

/**
 * HTML that others wrote, as it can be shown: without scripts, forms and frames, and without anything that is fetched from elsewhere when it
 * is looked at, which would tell its sender who looks.
 */
public final class MailHtml {

    private static final int LONGEST_ID = 255;

    private static final PolicyFactory TEXT = Sanitizers.FORMATTING.and(Sanitizers.BLOCKS)
            .and(Sanitizers.STYLES)
            .and(Sanitizers.TABLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "hr", "center", "font", "big", "pre", "address", "dl", "dt", "dd", "img")
                    .allowStandardUrlProtocols()
                    .allowUrlProtocols("tel")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("dir", "lang", "title", "align", "valign")
                    .globally()
                    .allowAttributes("bgcolor", "color", "face", "size")
                    .onElements("font", "table", "tr", "td", "th", "hr")
                    .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                    .toFactory());

    private MailHtml() {}

    /** @param shown the Content-IDs of the attachments, as which its images stay */
    public static String safe(String html, Set<String> shown) {
        return images(shown).and(TEXT).sanitize(HtmlNesting.bounded(html)).strip();
    }

    private static PolicyFactory images(Set<String> shown) {
        return new HtmlPolicyBuilder().allowElements("img")
                .allowUrlProtocols("cid")
                .allowAttributes("src")
                .matching((_, _, url) -> isShown(url, shown) ? url : null)
                .onElements("img")
                .allowAttributes("alt", "width", "height")
                .onElements("img")
                .toFactory();
    }

    private static boolean isShown(String url, Set<String> shown) {
        return url.length() <= LONGEST_ID && url.startsWith("cid:") && shown.contains(url.substring("cid:".length()));
    }
}
