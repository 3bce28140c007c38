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
    private static final Pattern RECIPIENT = Pattern.compile("\\s*+(?:mailto|tel|sms|callto|facetime):",
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
        while (at < end) {
            var close = html.startsWith(OPEN, at) ? html.indexOf(CLOSE, at) : -1;
            if (close < 0) {
                var character = html.charAt(at++);
                places.hasBegun |= !Character.isWhitespace(character);
                places.hasQuery |= character == '?';
            } else {
                places.read(at, html.substring(at + OPEN.length(), close).strip());
                at = close + CLOSE.length();
            }
        }
        return places.parts;
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
