package dev.tenantry.shared.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tenantry.shared.mail.HtmlPlaceholders.UrlPart;

/** Where in a URL of a page placeholders stand. */
final class UrlPlaces {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String SECTIONS = "#^";
    private static final String NO_VALUES = "/!-";
    private static final Pattern RECIPIENT = Pattern.compile("^\\s*+(?:mailto|tel|sms|callto|facetime):",
            Pattern.CASE_INSENSITIVE);

    private final Map<Integer, UrlPart> parts = new HashMap<>();
    /** Whether the URL had begun before the sections that are open. */
    private final Deque<Boolean> sections = new ArrayDeque<>();
    private final boolean isToRecipient;
    private boolean hasBegun;
    private boolean hasQuery;

    private UrlPlaces(boolean isToRecipient) {
        this.isToRecipient = isToRecipient;
    }

    /** Those behind the beginning: what stands in one of several sections is at the beginning where these are. */
    static Map<Integer, UrlPart> of(String html, int start, int end) {
        var places = new UrlPlaces(RECIPIENT.matcher(html).region(start, end).lookingAt());
        var at = start;
        while (at >= 0 && at < end) {
            at = html.startsWith(OPEN, at) ? places.readTag(html, at) : places.readText(html, at);
        }
        return places.parts;
    }

    private int readText(String html, int at) {
        var character = html.charAt(at);
        hasBegun |= !Character.isWhitespace(character);
        hasQuery |= character == '?';
        return at + 1;
    }

    /** @return right behind it; less than 0 where it has no end */
    private int readTag(String html, int at) {
        var close = html.indexOf(CLOSE, at);
        if (close < 0) {
            return close;
        }
        read(at, html.substring(at + OPEN.length(), close).strip());
        return close + CLOSE.length();
    }

    private void read(int at, String tag) {
        var sign = tag.isEmpty() ? ' ' : tag.charAt(0);
        if (SECTIONS.indexOf(sign) >= 0) {
            sections.push(hasBegun);
        } else if (sign == '/') {
            hasBegun = sections.isEmpty() ? hasBegun : sections.pop();
        } else if (NO_VALUES.indexOf(sign) < 0) {
            if (hasBegun) {
                parts.put(at, isToRecipient && !hasQuery ? UrlPart.RECIPIENT : UrlPart.VALUE);
            }
            hasBegun = true;
        }
    }
}
