package dev.tenantry.shared.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** The names that there are, as whoever has written another one is told of them. */
public final class KnownNames {

    /** As many as a person reads in a message. */
    private static final int MOST = 20;
    private static final int LONGEST = 100;

    private KnownNames() {}

    /** All of them in their order where they are few; else those that are written most alike. */
    public static String like(String unknown, Collection<String> known) {
        if (known.size() <= MOST) {
            return known.toString();
        }
        var sought = Texts.beginning(unknown, LONGEST);
        var nearest = known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(sought, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return nearest + " and " + (known.size() - MOST) + " more";
    }

    /** How many characters are to be put in, taken out or exchanged, whatever their case. */
    private static int distance(String one, String other) {
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var row = IntStream.rangeClosed(0, to.length()).toArray();
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
