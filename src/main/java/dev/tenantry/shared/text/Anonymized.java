package dev.tenantry.shared.text;

import java.util.regex.Pattern;

/** What another side says of a failure, which often repeats for whom it was: without addresses and numbers, as whoever sees it may not see these. */
public final class Anonymized {

    private static final String MASK = "***";
    /** Begun where one can begin: a text without any is read once. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![^\\s<>\"@])[^\\s<>\"@]++@[^\\s<>\"@]++");
    /** Seven digits and more, as telephone numbers are written. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\+?+\\d(?:[ ()/-]{0,2}+\\d){6,}+(?!\\w)");

    private Anonymized() {}

    /** @param longest characters of it that are kept */
    public static String text(String said, int longest) {
        return Texts.shown(NUMBER.matcher(ADDRESS.matcher(said).replaceAll(MASK)).replaceAll(MASK), longest);
    }
}
