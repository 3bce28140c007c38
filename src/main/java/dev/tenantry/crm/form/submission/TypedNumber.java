package dev.tenantry.crm.form.submission;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A number as people type it, {@code 1.234,56}: with or without signs for thousands, whichever these are, in any digits.
 *
 * @param value null where it is none, or may be either of two
 * @param doubt the two; null where there is none
 */
record TypedNumber(@Nullable BigDecimal value, @Nullable String doubt) {

    private static final int LONGEST = 60;
    private static final TypedNumber NONE = new TypedNumber(null, null);
    private static final Pattern UNSEEN = Pattern.compile("[\\u200e\\u200f\\u061c]");
    /** Signs that stand between thousands and nowhere else, by one that is none of the others. */
    private static final Pattern BETWEEN_THOUSANDS = Pattern.compile("[\\p{Zs}\\u066c'\\u2019]");
    private static final char THOUSANDS = '_';
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{1,10})?");
    private static final Pattern ONE_SIGN = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}");

    /** @param language in which it is typed @param isWhole whether it has no fraction */
    static TypedNumber read(String typed, Locale language, boolean isWhole) {
        if (typed.length() > LONGEST) {
            return NONE;
        }
        var text = written(typed);
        var decimal = DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == '.' ? '.' : ',';
        if (ONE_SIGN.matcher(text).matches() && text.indexOf(decimal) < 0) {
            var whole = text.replaceAll("[.,]", "");
            return isWhole
                    ? of(whole)
                    : new TypedNumber(null, whole + " / " + text.replaceAll("[.,]", String.valueOf(decimal)));
        }
        return of(plain(text));
    }

    /** With the digits and signs of ASCII. */
    private static String written(String typed) {
        var signs = BETWEEN_THOUSANDS
                .matcher(UNSEEN.matcher(typed.strip()).replaceAll(""))
                .replaceAll(String.valueOf(THOUSANDS))
                .replace('\u2212', '-')
                .replace('\u066b', ',');
        var digits = new StringBuilder();
        Normalizer.normalize(signs, Normalizer.Form.NFKC)
                .codePoints()
                .forEach(one -> digits.appendCodePoint(Character.isDigit(one) ? '0' + Character.digit(one, 10) : one));
        return digits.toString();
    }

    /** The last sign is that of the decimals, unless it is there more than once; those before it part thousands. */
    private static String plain(String text) {
        var last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        var isDecimal = last >= 0 && text.indexOf(text.charAt(last)) == last;
        var whole = isDecimal ? text.substring(0, last) : text;
        var fraction = isDecimal ? "." + text.substring(last + 1) : "";
        return withoutThousands(whole) + fraction;
    }

    /** What is not parted by threes, and by one sign alone, stays as it is, and so is no number. */
    private static String withoutThousands(String whole) {
        for (var sign : new String[]{"_", ",", "."}) {
            if (whole.matches("[+-]?[0-9]{1,3}(?:[" + sign + "][0-9]{3})+")) {
                return whole.replace(sign, "");
            }
        }
        return whole;
    }

    private static TypedNumber of(String plain) {
        return PLAIN.matcher(plain).matches() ? new TypedNumber(new BigDecimal(plain), null) : NONE;
    }
}
