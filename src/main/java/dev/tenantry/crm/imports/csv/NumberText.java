package dev.tenantry.crm.imports.csv;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A number or an amount as it is written: {@code -1.234,56 €}, {@code CHF 1'234.50}, {@code (500.00)}, {@code ١٬٢٣٤٫٥}.
 *
 * @param digits     with their separators
 * @param currencies that the sign beside it can mean; empty where there is no sign
 */
public record NumberText(String digits, boolean negative, Set<String> currencies) {

    private static final int LENGTH = 60;
    private static final int DIGITS = 40;
    private static final char ARABIC_GROUPING = '\u066c';
    private static final char ARABIC_DECIMAL = '\u066b';
    private static final Pattern BODY = Pattern.compile("[.,' \u066b\u066c]*+\\d[\\d.,' \u066b\u066c]*+");
    /** A dot is part of it behind a letter: that of {@code $.50} is the number's. */
    private static final String SIGN = "(?:[\\p{L}\\p{M}\\p{Sc}/]|(?<=[\\p{L}\\p{M}])\\.){1,10}";
    private static final Pattern SIGN_BEFORE = Pattern.compile("^" + SIGN);
    private static final Pattern SIGN_BEHIND = Pattern.compile(SIGN + "$");
    private static final Pattern NO_CENTS = Pattern.compile("[.,]-{1,2}$");
    private static final Pattern POINT = number(",", "\\.");
    private static final Pattern COMMA = number("\\.", ",");

    /** What the separators of a number tell of the one before its decimals. */
    enum Evidence {
        POINT, COMMA,
        /** One separator before three digits, which can be thousands. */
        OPEN_POINT, OPEN_COMMA, NONE
    }

    /** Null where the text is not written as a number. An unknown sign leaves it none. */
    public static @Nullable NumberText of(String text) {
        if (text.length() > LENGTH) {
            return null;
        }
        var rest = PlainText.of(text);
        var negative = false;
        var currencies = new HashSet<String>();
        for (var step = 0; step < 6 && !BODY.matcher(rest).matches(); step++) {
            var before = rest;
            if (rest.startsWith("(") && rest.endsWith(")")) {
                rest = rest.substring(1, rest.length() - 1).strip();
                negative = true;
                continue;
            }
            rest = NO_CENTS.matcher(rest).replaceFirst("");
            var unsigned = withoutMinus(rest);
            if (!unsigned.equals(rest)) {
                if (negative) {
                    return null;
                }
                negative = rest.startsWith("-") || rest.endsWith("-");
                rest = unsigned;
            }
            var unmarked = withoutCurrency(rest, currencies);
            if (unmarked == null || unmarked.equals(before)) {
                return null;
            }
            rest = unmarked;
        }
        return rest.length() <= DIGITS && BODY.matcher(rest).matches()
                ? new NumberText(rest, negative, Set.copyOf(currencies))
                : null;
    }

    /**
     * Null where it is no number with this separator before its decimals.
     *
     * @param decimalSeparator a dot or a comma
     */
    public @Nullable BigDecimal value(String decimalSeparator) {
        var arabic = digits.indexOf(ARABIC_DECIMAL) >= 0 || digits.indexOf(ARABIC_GROUPING) >= 0;
        var comma = !arabic && decimalSeparator.equals(",");
        var text = arabic ? digits.replace(ARABIC_DECIMAL, '.').replace(ARABIC_GROUPING, ',') : digits;
        if (!(comma ? COMMA : POINT).matcher(text).matches()) {
            return null;
        }
        var plain = comma ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
        var number = new BigDecimal(plain.replace("'", "").replace(" ", ""));
        return negative ? number.negate() : number;
    }

    Evidence evidence() {
        var point = digits.lastIndexOf('.');
        var comma = digits.lastIndexOf(',');
        if (point >= 0 && comma >= 0) {
            return point > comma ? Evidence.POINT : Evidence.COMMA;
        }
        var last = Math.max(point, comma);
        if (last < 0) {
            return Evidence.NONE;
        }
        var isPoint = point >= 0;
        if (digits.indexOf(digits.charAt(last)) < last) {
            return isPoint ? Evidence.COMMA : Evidence.POINT;
        }
        var open = digits.length() - last == 4 && last <= 3 && !digits.substring(0, last).startsWith("0") && last > 0;
        if (open) {
            return isPoint ? Evidence.OPEN_POINT : Evidence.OPEN_COMMA;
        }
        return isPoint ? Evidence.POINT : Evidence.COMMA;
    }

    private static String withoutMinus(String text) {
        if (text.startsWith("-") || text.startsWith("+")) {
            return text.substring(1).strip();
        }
        return text.endsWith("-") ? text.substring(0, text.length() - 1).strip() : text;
    }

    /** Null where what stands beside the number is no currency, or another one than on the other side. */
    private static @Nullable String withoutCurrency(String text, Set<String> currencies) {
        var rest = text;
        for (var pattern : new Pattern[]{SIGN_BEFORE, SIGN_BEHIND}) {
            var sign = pattern.matcher(rest);
            if (sign.find()) {
                var meanings = CurrencySigns.meanings(sign.group());
                if (currencies.isEmpty()) {
                    currencies.addAll(meanings);
                } else {
                    currencies.retainAll(meanings);
                }
                if (currencies.isEmpty()) {
                    return null;
                }
                rest = sign.replaceFirst("").strip();
            }
        }
        return rest;
    }

    /**
     * Groups are of three digits, or, but the last, of two as in India, with commas; one kind of separator between them. What
     * begins with a zero has no groups: {@code 0.250} is not 250.
     */
    private static Pattern number(String grouping, String decimal) {
        var threes = "[1-9]\\d{0,2}([" + grouping + "' ])\\d{3}(?:\\1\\d{3})*";
        var indian = "[1-9]\\d?(,)(?:\\d{2}\\2)+\\d{3}";
        var whole = grouping.equals(",") ? threes + "|" + indian : threes;
        return Pattern.compile("(?:\\d+|" + whole + ")?(?:" + decimal + "\\d+)?");
    }
}
