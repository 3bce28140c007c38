package dev.tenantry.shared.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a request says that nobody is to read again: servers repeat in their answers what they were sent. It is found however JSON,
 * HTML or a URL spell it, and in Base64, as basic authentication has it. To be asked before an answer is cut, parsed or kept.
 */
public final class Confidential {

    public static final Confidential NOTHING = new Confidential(List.of(), List.of());

    private static final String MASK = "***";
    /** What is shorter is a part of anything. */
    public static final int SHORTEST = 4;
    /** In Base64, shorter ones could be a part of anything. */
    private static final int SHORTEST_ENCODED = 6;

    private final List<String> texts;
    private final List<String> encoded;

    private Confidential(List<String> texts, List<String> encoded) {
        this.texts = texts;
        this.encoded = encoded;
    }

    /** Whether it could not be told from the rest of a text: it is to be refused as a secret. */
    public static boolean isTooShort(String secret) {
        return secret.strip().length() < SHORTEST;
    }

    public static Confidential of(Collection<String> secrets) {
        var texts = secrets.stream()
                .filter(secret -> !isTooShort(secret))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var encoded = new ArrayList<String>();
        texts.stream().filter(text -> text.length() >= SHORTEST_ENCODED).forEach(text -> addEncoded(text, encoded));
        return new Confidential(texts, List.copyOf(encoded));
    }

    /** The text with a mask for each of them. */
    public String hide(String text) {
        var hidden = text;
        for (var secret : texts) {
            hidden = hide(hidden, secret);
        }
        for (var secret : encoded) {
            hidden = hidden.replace(secret, MASK);
        }
        return hidden;
    }

    private static String hide(String text, String secret) {
        var hidden = new StringBuilder();
        var kept = 0;
        for (var at = 0; at < text.length();) {
            var end = end(text, at, secret);
            if (end < 0) {
                at++;
            } else {
                hidden.append(text, kept, at).append(MASK);
                at = end;
                kept = end;
            }
        }
        return kept == 0 ? text : hidden.append(text, kept, text.length()).toString();
    }

    /** Where the secret ends that begins there; negative where none does. */
    private static int end(String text, int from, String secret) {
        if (text.startsWith(secret, from)) {
            return from + secret.length();
        }
        var at = from;
        for (var index = 0; index < secret.length() && at >= 0;) {
            var point = secret.codePointAt(index);
            index += Character.charCount(point);
            at = spelled(text, at, point);
        }
        return at;
    }

    /** Where a character ends that stands there in one of its spellings; negative where it does not. */
    private static int spelled(String text, int at, int point) {
        if (at >= text.length()) {
            return -1;
        }
        var plain = Character.toString(point);
        var end = switch (text.charAt(at)) {
            case '\\' -> escaped(text, at, plain);
            case '%', '+' -> matched(text, at, URLEncoder.encode(plain, StandardCharsets.UTF_8), percent(plain));
            case '&' -> matched(text, at, "&#" + point + ";", "&#x" + Integer.toHexString(point) + ";", name(point));
            default -> -1;
        };
        return end < 0 && text.startsWith(plain, at) ? at + plain.length() : end;
    }

    private static int escaped(String text, int at, String plain) {
        var units = new StringBuilder();
        plain.chars().forEach(unit -> units.append("\\u%04x".formatted(unit)));
        return matched(text, at, units.toString(), "\\" + plain);
    }

    private static String percent(String plain) {
        var percent = new StringBuilder();
        for (var one : plain.getBytes(StandardCharsets.UTF_8)) {
            percent.append("%%%02x".formatted(one));
        }
        return percent.toString();
    }

    private static String name(int point) {
        return switch (point) {
            case '"' -> "&quot;";
            case '\'' -> "&apos;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> "&amp;";
        };
    }

    /** Where the first of these ends, in capitals or not. */
    private static int matched(String text, int at, String... spellings) {
        for (var spelling : spellings) {
            if (text.regionMatches(true, at, spelling, 0, spelling.length())) {
                return at + spelling.length();
            }
        }
        return -1;
    }

    /** What of it is the same in Base64, whatever stands before it and after it. */
    private static void addEncoded(String secret, List<String> encoded) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (var before = 0; before < 3; before++) {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            var from = before == 0 ? 0 : before + 1;
            // Where it stands at the end, as in basic authentication, its last character is its own.
            addBoth(Base64.getEncoder().encodeToString(shifted).substring(from), encoded);
            var all = Base64.getEncoder().withoutPadding().encodeToString(shifted).substring(from);
            addBoth(all, encoded);
            addBoth(all.substring(0, all.length() - (shifted.length % 3 == 0 ? 0 : 1)), encoded);
        }
    }

    private static void addBoth(String one, List<String> encoded) {
        encoded.add(one);
        encoded.add(one.replace('+', '-').replace('/', '_'));
    }
}
