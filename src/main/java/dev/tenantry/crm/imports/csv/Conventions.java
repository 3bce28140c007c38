package dev.tenantry.crm.imports.csv;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How numbers and dates are written where a file comes from; it decides what values do not tell.
 *
 * @param orders           of day, month and year, the surest first
 * @param decimalSeparator a dot or a comma; null where nobody knows
 * @param separatorSource  who says so, {@code as the locale de-DE has it}
 */
public record Conventions(List<Order> orders, @Nullable String decimalSeparator, String separatorSource) {

    public static final Conventions UNKNOWN = new Conventions(List.of(), null, "");

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
}
