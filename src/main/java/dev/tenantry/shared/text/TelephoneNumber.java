package dev.tenantry.shared.text;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;

/** Telephone numbers as they can be called from anywhere: E.164, {@code +4915112345678}. */
public final class TelephoneNumber {

    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{4,14}");
    /** What stands behind a line is no part of the number before it. */
    private static final Pattern LINES = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029&&[^\\t]]");
    /** What is dialled within the country alone. */
    private static final String NATIONAL_PREFIX = "(0)";
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^00");

    private static final String EXTENSION = "extension";
    /** The same in German, French, Spanish and Italian. */
    private static final Set<String> EXTENSIONS = Set.of("x", "#", "durchwahl", "dw", "nebenstelle", "nst", "apparat",
            "app",
            "klappe", "kl", "poste", "extensión", "interno", "int", "anexo");
    private static final int LONGEST_EXTENSION = 7;
    private static final int FEWEST_DIGITS = 5;

    private TelephoneNumber() {}

    /**
     * What a number is that somebody has written.
     *
     * @param e164      {@code +4915112345678}; null where it is none that can be called, or leaves the country to be guessed
     * @param extension that is dialled behind it; null without one
     * @param keys      what it is found by: by {@link #key} of any spelling of it
     */
    public record Reading(@Nullable String e164, @Nullable String extension, Set<String> keys) {}

    /** @param extension null without one */
    private record Written(String number, @Nullable String extension) {

        /** As whoever reads numbers of all countries knows extensions. */
        String plain() {
            return extension == null ? number : number + " ext. " + extension;
        }
    }

    /** @param region whose numbers need no country code, ISO 3166; null: nobody's do */
    public static Reading read(String text, @Nullable String region) {
        var shown = withoutMarks(text);
        if (LINES.matcher(shown).find()) {
            return new Reading(null, null, new LinkedHashSet<>(Set.of(key(text))));
        }
        var written = written(shown);
        var international = parse(shown);
        var keys = new LinkedHashSet<String>();
        keys.add(written.extension == null && international != null ? international : key(text));
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(international == null ? written.plain() : international, region);
            if (numbers.isValidNumber(number)) {
                var e164 = numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
                keys.add(e164);
                var extension = number.hasExtension() ? number.getExtension() : null;
                if (Objects.equals(region, numbers.getRegionCodeForNumber(number))) {
                    number.clearExtension();
                    keys.add(digits(numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.NATIONAL)));
                }
                return new Reading(e164, extension, keys);
            }
        } catch (NumberParseException _) {
            // It is kept as it is written.
        }
        return new Reading(null, null, keys);
    }

    /** What shows nothing, and in which direction the rest is written: copied along with numbers. */
    private static String withoutMarks(String text) {
        return text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT
                        && !VisibleText.isFiller(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** The same, where people in the region have written it: those who do without the country's code mean the number with it. */
    public static String key(String text, @Nullable String region) {
        var e164 = read(text, region).e164();
        return e164 == null ? key(text) : e164;
    }

    /** What spellings of a number have in common, whoever has written them: E.164, else its digits; of what is none the text in lower case. */
    public static String key(String text) {
        return Objects.requireNonNullElseGet(keyOrNull(text, 1), () -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** The same, of a text that may be something else: null where it is no number, or less than a whole one. */
    public static @Nullable String keyOrNull(String text) {
        return keyOrNull(text, FEWEST_DIGITS);
    }

    private static @Nullable String keyOrNull(String text, int fewest) {
        var number = written(withoutMarks(text)).number();
        var international = parse(number);
        if (international != null) {
            return international;
        }
        var digits = digits(number);
        return digits.length() >= fewest && number.codePoints().allMatch(TelephoneNumber::isWritten) ? digits : null;
    }

    private static boolean isWritten(int character) {
        return Character.digit(character, 10) >= 0 || isPlus(character) || isBetween(character) || character == '/'
                || VisibleText.isBlank(Character.toString(character));
    }

    /** {@code +49 30 123456} and {@code 7} of {@code +49 30 123456 ext. 7}. */
    private static Written written(String text) {
        var end = text.length();
        while (end > 0 && Character.isDigit(text.charAt(end - 1))) {
            end--;
        }
        var digits = text.substring(end);
        while (end > 0 && " .:=".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var word = end;
        while (word > 0 && (Character.isLetter(text.charAt(word - 1)) || text.charAt(word - 1) == '#')) {
            word--;
        }
        var isExtension = !digits.isEmpty() && digits.length() <= LONGEST_EXTENSION
                && isExtension(text.substring(word, end).toLowerCase(Locale.ROOT));
        return isExtension
                ? new Written(text.substring(0, word).replaceFirst("[;,\\s]+$", "").strip(), digits(digits))
                : new Written(text, null);
    }

    private static boolean isExtension(String word) {
        return EXTENSIONS.contains(Normalizer.normalize(word, Normalizer.Form.NFC))
                || EXTENSION.startsWith(word) && word.length() >= 2;
    }

    private static String digits(String text) {
        return text.codePoints()
                .map(character -> Character.digit(character, 10))
                .filter(digit -> digit >= 0)
                .collect(StringBuilder::new, (all, digit) -> all.append((char) ('0' + digit)), StringBuilder::append)
                .toString();
    }

    /**
     * The number, of the digits of any script and with whatever people put between them, as networks have it; null where the text
     * is none, which includes those that leave the country to be guessed, those with an extension and what has several lines.
     */
    public static @Nullable String parse(String text) {
        if (LINES.matcher(text.strip()).find()) {
            return null;
        }
        var written = new StringBuilder();
        text.codePoints()
                .filter(character -> !VisibleText.isBlank(Character.toString(character)))
                .forEach(character -> {
                    var digit = Character.digit(character, 10);
                    if (digit >= 0) {
                        written.append((char) ('0' + digit));
                    } else if (isPlus(character)) {
                        written.append('+');
                    } else {
                        written.appendCodePoint(character);
                    }
                });
        var plain = written.toString()
                .replace(NATIONAL_PREFIX, "")
                .codePoints()
                .filter(character -> !isBetween(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var number = INTERNATIONAL_PREFIX.matcher(plain).replaceFirst("+");
        return FORM.matcher(number).matches() ? withoutTrunkPrefix(number) : null;
    }

    /** Some countries' numbers begin with a zero within the country alone, such as {@code +49 0151}, others' everywhere. */
    private static String withoutTrunkPrefix(String number) {
        try {
            var numbers = PhoneNumberUtil.getInstance();
            return numbers.format(numbers.parse(number, null), PhoneNumberUtil.PhoneNumberFormat.E164);
        } catch (NumberParseException _) {
            return number;
        }
    }

    private static boolean isPlus(int character) {
        return character == '+' || character == 0xFF0B || character == 0xFE62;
    }

    private static boolean isBetween(int character) {
        return Character.getType(character) == Character.DASH_PUNCTUATION || "()./\u2212\u00b7".indexOf(character) >= 0;
    }
}
