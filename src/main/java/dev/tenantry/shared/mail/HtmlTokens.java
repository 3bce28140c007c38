package dev.tenantry.shared.mail;

import java.util.Locale;
import java.util.Set;

/**
 * The tags and texts of a page, one after another, in a time that grows with its length alone. Comments, and what elements have that nobody reads,
 * are passed over.
 */
final class HtmlTokens {

    private static final Set<String> UNREAD = Set.of("script", "style", "title", "textarea", "xmp", "iframe", "noembed",
            "noframes");

    private final String html;
    private int start;
    private int end;
    private String name = "";
    private Kind kind = Kind.TEXT;

    enum Kind {
        TEXT, START, END,
        /** What says nothing. */
        NOTHING
    }

    HtmlTokens(String html) {
        this.html = html;
    }

    /** Whether there is another one. */
    boolean next() {
        start = end;
        if (start == html.length()) {
            return false;
        }
        if (kind == Kind.START && UNREAD.contains(name)) {
            skip(closing(name));
        } else if (html.charAt(start) != '<') {
            readText(start);
        } else if (html.startsWith("<!--", start)) {
            var close = html.indexOf("-->", start + 2);
            skip(close < 0 ? html.length() : close + 3);
        } else if (isLetter(start + 1)) {
            readTag(Kind.START, start + 1);
        } else if (html.startsWith("</", start) && isLetter(start + 2)) {
            readTag(Kind.END, start + 2);
        } else if (start + 1 < html.length() && "!?/".indexOf(html.charAt(start + 1)) >= 0) {
            var close = html.indexOf('>', start);
            skip(close < 0 ? html.length() : close + 1);
        } else {
            readText(start + 1);
        }
        return true;
    }

    private void skip(int to) {
        kind = Kind.NOTHING;
        end = to;
    }

    private int closing(String element) {
        var at = html.indexOf("</", start);
        while (at >= 0 && !html.regionMatches(true, at + 2, element, 0, element.length())) {
            at = html.indexOf("</", at + 2);
        }
        return at < 0 ? html.length() : at;
    }

    private void readText(int from) {
        kind = Kind.TEXT;
        var next = html.indexOf('<', from);
        end = next < 0 ? html.length() : next;
    }

    private boolean isLetter(int at) {
        return at < html.length() && (html.charAt(at) | 0x20) >= 'a' && (html.charAt(at) | 0x20) <= 'z';
    }

    private void readTag(Kind tag, int from) {
        kind = tag;
        var at = from;
        while (at < html.length() && " \t\r\n\f/>".indexOf(html.charAt(at)) < 0) {
            at++;
        }
        name = html.substring(from, at).toLowerCase(Locale.ROOT);
        while (at < html.length() && html.charAt(at) != '>') {
            at = html.charAt(at) == '=' ? behindValue(at + 1) : at + 1;
        }
        if (at >= html.length()) {
            // A tag that does not end is none.
            skip(html.length());
        } else {
            end = at + 1;
        }
    }

    private int behindValue(int from) {
        var at = from;
        while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
            at++;
        }
        if (at < html.length() && (html.charAt(at) == '"' || html.charAt(at) == '\'')) {
            var close = html.indexOf(html.charAt(at), at + 1);
            return close < 0 ? html.length() : close + 1;
        }
        return at;
    }

    Kind kind() {
        return kind;
    }

    /** Of a tag, in lower case. */
    String name() {
        return name;
    }

    int length() {
        return end - start;
    }

    /** As it is written. */
    String written() {
        return html.substring(start, end);
    }
}
