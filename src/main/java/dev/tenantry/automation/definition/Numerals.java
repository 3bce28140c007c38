package dev.tenantry.automation.definition;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tenantry.shared.money.Currencies;

/**
 * How a locale writes numbers, in the digits of European languages: counts, days and times of a text are in them too, and
 * those of two scripts in one sentence are hard to read.
 */
final class Numerals {

    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    /** Behind a digit, before pairs of digits and the last three. */
    private static final Pattern INDIAN = Pattern.compile("(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}$)");
    private static final Set<String> INDIAN_COUNTRIES = Set.of("IN", "BD", "NP", "BT");
    private static final Set<String> INDIAN_LANGUAGES = Set.of("as", "bn", "brx", "doi", "dz", "gu", "hi", "kn", "kok",
            "mai",
            "ml", "mr", "ne", "or", "pa", "sa", "sat", "ta", "te");

    private final Locale locale;

    Numerals(Locale locale) {
        this.locale = new Locale.Builder().setLocale(locale.stripExtensions())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }

    /** With all of its decimals, without the zeros that the currency has none for. */
    String amount(BigDecimal amount, String currency) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        return write(format, amount, Math.max(Currencies.decimals(currency), amount.stripTrailingZeros().scale()));
    }

    /** With all of its decimals. */
    String number(BigDecimal number, boolean isGrouped) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(isGrouped);
        return write(format, number, Math.max(0, number.scale()));
    }

    private String write(NumberFormat format, BigDecimal number, int decimals) {
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
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
