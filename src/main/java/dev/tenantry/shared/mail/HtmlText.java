package dev.tenantry.shared.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** What people read in a page, for mail programs that show none: each pass is linear in its length, whatever the page is. */
public final class HtmlText {

    private static final Set<String> UNSHOWN = Set.of("head", "style", "script", "title");
    private static final Set<String> LINES = Set.of("br", "div", "tr", "li", "ul", "ol", "table", "section", "header",
            "footer", "hr");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
    private static final Pattern HREF = Pattern
            .compile("\\shref\\s*=\\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("/?([A-Za-z][A-Za-z0-9]{0,20})");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    /** Where a link leads that has begun, and where its text does. */
    private @Nullable String link;
    private int linked;

    private HtmlText(String html) {
        this.html = html;
    }

    public static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        var at = 0;
        while (at < html.length()) {
            var start = html.indexOf('<', at);
            add(html.substring(at, start < 0 ? html.length() : start));
            if (start < 0) {
                break;
            }
            at = html.startsWith("<!--", start) ? behind("-->", start) : tag(start);
        }
        return text.toString().strip();
    }

    /** @return where the page goes on */
    private int tag(int start) {
        var end = behind(">", start);
        var tag = html.substring(start + 1, Math.max(start + 1, end - 1));
        var name = NAME.matcher(tag);
        if (!name.lookingAt()) {
            return end;
        }
        var called = name.group(1).toLowerCase(Locale.ROOT);
        var isEnd = tag.startsWith("/");
        if (UNSHOWN.contains(called) && !isEnd) {
            return behindEnd(called, end);
        }
        if (called.equals("a")) {
            link(tag, isEnd);
        } else if (PARAGRAPHS.contains(called)) {
            breakLines(2);
        } else if (LINES.contains(called)) {
            breakLines(1);
            text.append(called.equals("li") && !isEnd ? "- " : "");
        } else if (called.equals("td") && isEnd) {
            add(" ");
        }
        return end;
    }

    private void link(String tag, boolean isEnd) {
        if (!isEnd) {
            var href = HREF.matcher(tag);
            link = href.find()
                    ? HtmlUtils.htmlUnescape(href.group(1) == null ? href.group(2) : href.group(1))
                    : null;
            linked = text.length();
        } else if (link != null) {
            var shown = text.substring(Math.min(linked, text.length())).strip();
            text.append(shown.equals(link) ? "" : " (" + link + ")");
            link = null;
        }
    }

    /** Line feeds of the page are spaces, of which one after another is one. */
    private void add(String piece) {
        for (var character : HtmlUtils.htmlUnescape(piece.replaceAll("\\s+", " ")).toCharArray()) {
            if (character != ' ' || !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.append(character);
            }
        }
    }

    private void breakLines(int count) {
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        var there = 0;
        while (there < Math.min(count, end) && text.charAt(end - 1 - there) == '\n') {
            there++;
        }
        text.append("\n".repeat(end == 0 ? 0 : Math.max(0, count - there)));
    }

    private int behind(String what, int from) {
        var at = html.indexOf(what, from);
        return at < 0 ? html.length() : at + what.length();
    }

    /** Behind the end of an element whose content nobody sees. */
    private int behindEnd(String name, int from) {
        var end = "</" + name;
        for (var at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
            if (html.regionMatches(true, at, end, 0, end.length())) {
                return behind(">", at);
            }
        }
        return html.length();
    }
}
