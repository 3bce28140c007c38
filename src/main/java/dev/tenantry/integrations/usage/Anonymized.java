package dev.tenantry.integrations.usage;

import java.util.regex.Pattern;

import dev.tenantry.shared.text.Texts;

/** What another side says of a failure, which often repeats for whom it was: without addresses and numbers, as whoever sees it may not see these. */
public final class Anonymized {

    private static final int LONGEST = 1_000;
    private static final String MASK = "***";
    private static final Pattern ADDRESS = Pattern.compile("(?<![^\\s<>\"'@])[^\\s<>\"'@]++@[^\\s<>\"'@]++");
    /** Seven digits and more, as telephone numbers are written. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\+?+\\d(?:[ ()/-]{0,2}+\\d){6,}+(?!\\w)");

    private Anonymized() {}

    /** @return as it is kept: 1,000 characters of it */
    public static String text(String said) {
        var shown = Texts.shown(said, LONGEST);
        return NUMBER.matcher(ADDRESS.matcher(shown).replaceAll(MASK)).replaceAll(MASK);
    }
}
