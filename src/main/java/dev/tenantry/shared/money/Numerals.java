package dev.tenantry.shared.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a locale writes numbers, in the digits of European languages: counts, days and times of a text are in them too, and
 * those of two scripts in one sentence are hard to read.
 */
public final class Numerals {

    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    /** Behind a digit, before pairs of digits and the last three. */
    private static final Pattern INDIAN = Pattern.compile("(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}$)");
    private static final Set<String> INDIAN_COUNTRIES = Set.of("IN", "BD", "NP", "BT");
    private static final Set<String> INDIAN_LANGUAGES = Set.of("as", "bn", "brx", "doi", "dz", "gu", "hi", "kn", "kok",
            "mai",
            "ml", "mr", "ne", "or", "pa", "sa", "sat", "ta", "te");

    /** Behind the point, of a number that is no amount of money. */
    private static final int MOST_DECIMALS = 10;
    /** Before the point; of what has more, its first digits and how many there are can be read. */
    private static final int MOST_DIGITS = 40;

    private final Locale locale;

    public Numerals(Locale locale) {
        this.locale = new Locale.Builder().setLocale(locale.stripExtensions())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }

    /** With its currency and as many decimals as that has, rounded half up. @param currency one in use */
    public String money(BigDecimal amount, String currency) {
        if (isTooLong(amount)) {
            return number(amount, true) + " " + currency;
        }
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        return write(format, rounded(amount, Currencies.decimals(currency)));
    }

    /** Likewise, where the currency is told elsewhere. */
    public String amount(BigDecimal amount, String currency) {
        return isTooLong(amount)
                ? number(amount, true)
                : write(plain(true), rounded(amount, Currencies.decimals(currency)));
    }

    /** Without zeros at its end, and with at most 10 decimals, rounded half up. */
    public String number(BigDecimal number, boolean isGrouped) {
        if (isTooLong(number)) {
            return new DecimalFormat("0." + "#".repeat(MOST_DECIMALS) + "E0", DecimalFormatSymbols.getInstance(locale))
                    .format(number);
        }
        var shown = rounded(number, MOST_DECIMALS).stripTrailingZeros();
        return write(plain(isGrouped), shown.setScale(Math.max(0, shown.scale())));
    }

    private static boolean isTooLong(BigDecimal number) {
        return (long) number.precision() - number.scale() > MOST_DIGITS;
    }

    /** What is less than its last decimal by far is not written out before. */
    private static BigDecimal rounded(BigDecimal number, int decimals) {
        return (long) number.precision() - number.scale() < -decimals
                ? BigDecimal.ZERO.setScale(decimals)
                : number.setScale(decimals, RoundingMode.HALF_UP);
    }

    private NumberFormat plain(boolean isGrouped) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(isGrouped);
        return format;
    }

    private String write(NumberFormat format, BigDecimal number) {
        format.setMinimumFractionDigits(number.scale());
        format.setMaximumFractionDigits(number.scale());
        return format.isGroupingUsed() && isIndian() && format instanceof DecimalFormat grouping
                ? indian(grouping, number)
                : format.format(number);
    }

    /** Java's formats know one size of groups. */
    private static String indian(DecimalFormat format, BigDecimal number) {
        var separator = format.getDecimalFormatSymbols().getGroupingSeparator();
        format.setGroupingUsed(false);
        return WHOLE.matcher(format.format(number))
                .replaceFirst(whole -> INDIAN.matcher(whole.group()).replaceAll(String.valueOf(separator)));
    }

    private boolean isIndian() {
        return locale.getCountry().isEmpty()
                ? INDIAN_LANGUAGES.contains(locale.getLanguage())
                : INDIAN_COUNTRIES.contains(locale.getCountry());
    }
}
