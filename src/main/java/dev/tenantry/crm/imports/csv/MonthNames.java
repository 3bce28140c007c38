package dev.tenantry.crm.imports.csv;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Dates with the name of a month: {@code 5 janvier 2024}, {@code Jan 5, 2024}, {@code 05-ENE-24}. */
final class MonthNames {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb",
            "fi", "is", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "tr", "ru", "uk", "bg", "el", "id", "et", "lt", "lv",
            "ar", "he", "fa", "ur", "hi", "mr", "bn", "ta", "te",
            "th", "ka", "hy", "az", "kk", "sr", "mk", "sq", "ms");
    /** What stands between day, month and year, or says no more than they do. */
    private static final Set<String> FILLERS = Set.of("de", "del", "of", "the", "di", "d", "st", "nd", "rd", "th", "er",
            "г", "года", "року", "р", "a", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday",
            "wednesday", "thursday", "friday", "saturday", "sunday");
    /** As spreadsheets and mail programs have them, and countries beside the one that a language is called by. */
    private static final Map<String, Integer> ALSO = Map.of("sept", 9, "mrz", 3, "janner", 1, "setiembre", 9);
    /** Accents, and the marks that Arabic has besides; those of Indian scripts are vowels. */
    private static final Pattern MARKS = Pattern.compile("[\u0300-\u036f\u05f3\u0970\u0654\u0655\u200c.]");
    private static final Map<String, Integer> MONTHS = months();
    private static final Pattern TOKEN = Pattern
            .compile("\\d+|[\u0e00-\u0e7f]+(?:\\.[\u0e00-\u0e7f]+)*|[\\p{L}\\p{M}\u200c]+");
    /** Before the month, as a part of the word. */
    private static final String HEBREW_IN = "\u05d1";
    private static final Pattern FIELD = Pattern.compile("'[^']*'|([dyuML])\\1*");

    private MonthNames() {}

    /** @return the order of day, month and year, as {@code dMyy}; null where the month has no name in the pattern */
    static @Nullable String order(String pattern) {
        var order = new StringBuilder();
        var named = false;
        var fields = FIELD.matcher(pattern);
        while (fields.find()) {
            var run = fields.group();
            switch (run.charAt(0)) {
                case 'd' -> order.append('d');
                case 'y', 'u' -> order.append(run.length() == 2 ? "yy" : "y");
                case 'M', 'L' -> {
                    order.append('M');
                    named |= run.length() > 2;
                }
                default -> {
                }
            }
        }
        return named ? order.toString() : null;
    }

    /** @return the pattern of the text; null where it is no such date */
    static @Nullable String pattern(String text) {
        var parts = parts(text);
        if (parts == null) {
            return null;
        }
        var year = parts.size() - 1;
        if (parts.getFirst().length() == 4) {
            return parts.get(1).startsWith("M") ? "yyyy MMM d" : null;
        }
        var years = parts.get(year).length() == 4 ? " yyyy" : " yy";
        return parts.getFirst().startsWith("M")
                ? "MMM d" + years
                : parts.get(1).startsWith("M") ? "d MMM" + years : null;
    }

    static @Nullable LocalDate read(String text, String order) {
        var parts = parts(text);
        if (parts == null) {
            return null;
        }
        var shortYear = order.contains("yy");
        var letters = order.replace("yy", "y");
        var month = parts.get(letters.indexOf('M'));
        var year = parts.get(letters.indexOf('y'));
        var day = parts.get(letters.indexOf('d'));
        if (letters.length() != 3 || !month.startsWith("M") || day.length() > 2
                || year.length() != (shortYear ? 2 : 4)) {
            return null;
        }
        try {
            return LocalDate.of(shortYear ? DateFormat.fullYear(year) : Integer.parseInt(year),
                    Integer.parseInt(month.substring(1)), Integer.parseInt(day));
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /** Two numbers and a month, {@code M5}, in their order; null where it is anything else. */
    private static @Nullable List<String> parts(String text) {
        var parts = new ArrayList<String>(3);
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            var token = tokens.group();
            if (Character.isDigit(token.charAt(0))) {
                parts.add(token);
                continue;
            }
            var folded = fold(token);
            var month = MONTHS.get(folded.startsWith(HEBREW_IN) ? folded.substring(1) : folded);
            if (month != null) {
                parts.add("M" + month);
            } else if (!FILLERS.contains(folded)) {
                return null;
            }
        }
        return parts.size() == 3 && parts.stream().filter(part -> part.startsWith("M")).count() == 1 ? parts : null;
    }

    /** A name that means one month here and another there, as listopad does, is none. */
    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        var doubtful = new HashSet<String>();
        for (var language : LANGUAGES) {
            for (var month : Month.values()) {
                for (var style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT,
                        TextStyle.SHORT_STANDALONE)) {
                    var name = fold(month.getDisplayName(style, Locale.of(language)));
                    var other = months.putIfAbsent(name, month.getValue());
                    if (other != null && other != month.getValue()) {
                        doubtful.add(name);
                    }
                }
            }
        }
        months.keySet().removeAll(doubtful);
        months.keySet().removeAll(FILLERS);
        months.keySet().removeIf(name -> name.isEmpty() || name.length() < 3 && name.charAt(0) < 0x590);
        ALSO.forEach(months::putIfAbsent);
        return Map.copyOf(months);
    }

    private static String fold(String name) {
        return MARKS.matcher(Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("")
                .replace('\u0131', 'i');
    }
}
