package dev.tenantry.shared.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request says that nobody is to read again: servers repeat in their answers what they were sent. It is found however JSON,
 * HTML or a URL spell it, and in Base64, as basic authentication has it. To be asked before an answer is cut, parsed or kept.
 */
public final class Confidential {

    public static final Confidential NOTHING = new Confidential(Map.of());

    private static final String MASK = "***";
    /** What is shorter is a part of anything. */
    public static final int SHORTEST = 4;
    /** In Base64, shorter ones could be a part of anything. */
    private static final int SHORTEST_ENCODED = 6;
    /** Characters that are compared in one text. Of one that takes more, as it is made for that, nothing is shown. */
    private static final int MOST_COMPARED = 20_000_000;

    /** By their first characters, the longest first. */
    private final Map<Integer, List<int[]>> sought;

    private Confidential(Map<Integer, List<int[]>> sought) {
        this.sought = sought;
    }

    /** Whether it could not be told from the rest of a text: it is to be refused as a secret. */
    public static boolean isTooShort(String secret) {
        return secret.strip().length() < SHORTEST;
    }

    public static Confidential of(Collection<String> secrets) {
        var texts = new ArrayList<String>();
        secrets.stream().filter(secret -> !isTooShort(secret)).distinct().forEach(secret -> {
            texts.add(secret);
            if (secret.length() >= SHORTEST_ENCODED) {
                addEncoded(secret, texts);
            }
        });
        var sought = new HashMap<Integer, List<int[]>>();
        texts.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(text -> text.codePoints().toArray())
                .forEach(points -> sought.computeIfAbsent(points[0], _ -> new ArrayList<>()).add(points));
        return new Confidential(sought);
    }

    /** The text with a mask for each of them; a mask alone where telling them from the rest takes too long. */
    public String hide(String text) {
        return sought.isEmpty() || text.isEmpty() ? text : new Search(text).hidden();
    }

    /** One text, whose spellings are read once. */
    private final class Search {

        private final String text;
        private final Spellings spellings;
        private int compared;

        Search(String text) {
            this.text = text;
            this.spellings = new Spellings(text);
        }

        String hidden() {
            var hidden = new StringBuilder();
            var kept = 0;
            var covered = 0;
            for (var at = 0; at < text.length(); at++) {
                var end = end(at);
                if (compared > MOST_COMPARED) {
                    return MASK;
                }
                if (end > covered) {
                    if (at >= covered) {
                        hidden.append(text, kept, at).append(MASK);
                    }
                    covered = end;
                    kept = end;
                }
            }
            return kept == 0 ? text : hidden.append(text, kept, text.length()).toString();
        }

        /** Where the longest ends that begins there; negative where none does. */
        private int end(int at) {
            var end = end(at, text.codePointAt(at));
            return spellings.isAt(at) ? Math.max(end, end(at, spellings.point(at))) : end;
        }

        private int end(int at, int first) {
            for (var points : sought.getOrDefault(first, List.of())) {
                var end = end(at, points, false);
                if (end < 0 && spellings.areAny()) {
                    end = end(at, points, true);
                }
                if (end >= 0 || compared > MOST_COMPARED) {
                    return end;
                }
            }
            return -1;
        }

        private int end(int from, int[] points, boolean isSpelled) {
            var at = from;
            for (var point : points) {
                compared++;
                if (at >= text.length()) {
                    return -1;
                }
                if (isSpelled && spellings.isAt(at) && spellings.point(at) == point) {
                    at = spellings.end(at);
                } else if (text.codePointAt(at) == point) {
                    at += Character.charCount(point);
                } else {
                    return -1;
                }
            }
            return at;
        }
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
