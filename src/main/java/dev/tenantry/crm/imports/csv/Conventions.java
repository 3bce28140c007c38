package dev.tenantry.crm.imports.csv;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Currencies;

/**
 * How numbers and dates are written where a file comes from; it decides what values do not tell.
 *
 * @param orders           of day, month and year, the surest first
 * @param decimalSeparator a dot or a comma; null where nobody knows
 * @param separatorSource  who says so, {@code as the locale de-DE has it}
 * @param currency         that amounts are in where nothing says otherwise; null where nobody knows
 */
public record Conventions(
        List<Order> orders,
        @Nullable String decimalSeparator,
        String separatorSource,
        @Nullable String currency) {

    public static final Conventions UNKNOWN = new Conventions(List.of(), null, "", null);

    private static final int THOUSANDS = 3;

    /**
     * An order of day, month and year.
     *
     * @param order  {@code dMy}, {@code Mdy} or {@code yMd}
     * @param source who says so, {@code as the organization's date format dd/MM/yyyy has it}
     */
    public record Order(String order, String source) {

        /** The order of a pattern's parts. */
        static String of(String pattern) {
            return pattern.chars()
                    .filter(letter -> "dMy".indexOf(letter) >= 0)
                    .distinct()
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        public static Order by(String pattern, String source) {
            return new Order(of(pattern), source);
        }
    }

    /**
     * What stands before decimals where each separator of a column stands before three digits. Amounts of a currency that has
     * fewer decimals have none there, whatever a locale says of numbers.
     *
     * @param seen       the separator, a dot or a comma
     * @param currencies of the amounts; none where they are no amounts
     * @return null where it can be either
     */
    public @Nullable String decimalSeparator(String seen, Collection<String> currencies) {
        var withThree = currencies.stream().filter(code -> Currencies.decimals(code) >= THOUSANDS).count();
        if (withThree == 0) {
            return seen.equals(".") ? "," : ".";
        }
        // Such amounts are written with a dot all over the world, but for where numbers have a comma anyway.
        return withThree == currencies.size() && (seen.equals(".") || seen.equals(decimalSeparator)) ? seen : null;
    }
}
