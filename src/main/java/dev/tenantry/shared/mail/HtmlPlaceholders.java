package dev.tenantry.shared.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where placeholders stand in a page. What is put there is escaped so that it stays a text between tags and in attributes with quotes; anywhere
 * else it could become markup or a script.
 */
public final class HtmlPlaceholders {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String SPACE = " \t\n\r\f";
    private static final Set<String> RAW = Set.of("script", "style", "iframe", "noembed", "noframes", "xmp",
            "plaintext");
    /** What programs read as text alone, in which escaped values are safe. */
    private static final Set<String> TEXTS = Set.of("title", "textarea");
    /** Of which what stands in the middle begins a URL, too. */
    private static final Set<String> FOLLOWED = Set.of("srcset", "imagesrcset", "ping", "archive");
    /** What an animation has other attributes be. */
    private static final Set<String> ANIMATED = Set.of("to", "from", "by", "values");
    private static final int SHOWN = 60;

    private final String html;
    private final String lowerCase;
    private final Map<Integer, UrlPart> urlParts = new HashMap<>();
    private int at;
    private @Nullable String fault;

    /** What a value is a part of that stands in a URL behind its beginning. */
    public enum UrlPart {

        VALUE,
        /** Whom it writes to or calls, behind {@code mailto:} or the like. */
        RECIPIENT
    }

    private HtmlPlaceholders(String html) {
        this.html = html;
        // Character by character, so that both are as long as each other.
        this.lowerCase = html.chars()
                .map(character -> character < 0x80 ? Character.toLowerCase(character) : character)
                .collect(StringBuilder::new, (all, character) -> all.append((char) character), StringBuilder::append)
                .toString();
    }

    /** Why the page is none that a mail may have, or values cannot be put in safely, with the place; null where both may be. */
    public static @Nullable String fault(String html) {
        var read = read(html);
        return read.fault == null ? HtmlLinks.fault(html) : read.fault;
    }

    /** Placeholders in attributes that are URLs, but for those that begin them and so may be whole ones, by where their braces begin. */
    public static Map<Integer, UrlPart> urlParts(String html) {
        return Map.copyOf(read(html).urlParts);
    }

    private static HtmlPlaceholders read(String html) {
        var read = new HtmlPlaceholders(html);
        while (read.at < html.length() && read.fault == null) {
            read.readNext();
        }
        return read;
    }

    private void readNext() {
        if (is("<!--[if") || is("<![endif")) {
            // What stands between is a page for some programs.
            skipBehind(">");
        } else if (is("<!--")) {
            skipBehind("-->");
        } else if (is("<!") || is("<?")) {
            skipBehind(">");
        } else if (is("<")) {
            at += is("</") ? 2 : 1;
            if (is(OPEN)) {
                refuse("in the place of an element's name");
            } else if (at < html.length() && isLetter(html.charAt(at))) {
                readTag(html.charAt(at - 1) == '/');
            }
        } else if (is(OPEN)) {
            skipBehind(CLOSE);
        } else {
            at++;
        }
    }

    private void readTag(boolean isEnd) {
        var name = readName("/>", "in the name of an element");
        while (at < html.length() && fault == null && !is(">")) {
            if (SPACE.indexOf(html.charAt(at)) >= 0 || is("/")) {
                at++;
            } else {
                readAttribute(name);
            }
        }
        at++;
        if (!isEnd && fault == null) {
            readContent(name);
        }
    }

    private void readAttribute(String element) {
        var name = readName("/>=", "in a tag, where attributes are named");
        skipSpace();
        if (fault != null || !is("=")) {
            return;
        }
        at++;
        skipSpace();
        if (is("\"") || is("'")) {
            readQuoted(element, name, html.substring(at, ++at));
        } else if (!is(">")) {
            readName(">", "as the value of " + name + ", which has no quotes around it");
        }
    }

    private void readQuoted(String element, String name, String quote) {
        var start = at;
        while (at < html.length() && fault == null && !is(quote)) {
            if (!is(OPEN)) {
                at++;
            } else if (name.startsWith("on") || name.equals("srcdoc")) {
                refuse("in " + name + ", which programs carry out or read as a page");
            } else if (FOLLOWED.contains(name) || name.equals("content") && element.equals("meta")
                    || ANIMATED.contains(name) && (element.startsWith("animate") || element.equals("set"))) {
                refuse("in " + name + ", in which programs read where something leads");
            } else {
                skipBehind(CLOSE);
            }
        }
        if (HtmlLinks.isUrl(name)) {
            urlParts.putAll(UrlPlaces.of(html, start, Math.min(at, html.length())));
        }
        at++;
    }

    /** To a space or one of these. */
    private String readName(String ends, String place) {
        var start = at;
        // An attribute may begin with what else would end one.
        do {
            if (is(OPEN)) {
                refuse(place);
                return "";
            }
            at++;
        } while (at < html.length() && SPACE.indexOf(html.charAt(at)) < 0 && ends.indexOf(html.charAt(at)) < 0);
        return html.substring(start, Math.min(at, html.length())).toLowerCase(Locale.ROOT);
    }

    private void readContent(String name) {
        if (!RAW.contains(name) && !TEXTS.contains(name)) {
            return;
        }
        var end = lowerCase.indexOf("</" + name, at);
        var placeholder = html.indexOf(OPEN, at);
        if (RAW.contains(name) && placeholder >= 0 && (end < 0 || placeholder < end)) {
            at = placeholder;
            refuse("in the element " + name + ", of which nothing is text");
        } else {
            at = end < 0 ? html.length() : end;
        }
    }

    private void refuse(String place) {
        var end = html.indexOf(CLOSE, at);
        var line = html.substring(0, at).lines().count() + (at == 0 || html.charAt(at - 1) == '\n' ? 1 : 0);
        var placeholder = html.substring(at, Math.min(end < 0 ? html.length() : end + 2, at + SHOWN));
        fault = placeholder + " in line " + line + " stands " + place
                + ": values are safe between tags and in attributes with quotes alone";
    }

    private void skipSpace() {
        while (at < html.length() && SPACE.indexOf(html.charAt(at)) >= 0) {
            at++;
        }
    }

    private void skipBehind(String text) {
        var found = html.indexOf(text, at);
        at = found < 0 ? html.length() : found + text.length();
    }

    private boolean is(String text) {
        return html.startsWith(text, at);
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }
}
