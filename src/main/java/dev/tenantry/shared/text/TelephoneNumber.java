package dev.tenantry.shared.text;

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

    private TelephoneNumber() {}

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
