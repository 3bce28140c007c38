package dev.tenantry.shared.money;

import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The currencies that money can be in: those that some country pays with today. ISO 4217 has more codes, which are no
 * money that a deal can be paid in: tests ({@code XTS}), no currency at all ({@code XXX}), metals, funds, units of account,
 * and what has been withdrawn ({@code DEM}).
 */
public final class Currencies {

    private static final Set<String> IN_USE = Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    public static boolean isInUse(String code) {
        return IN_USE.contains(code);
    }

    /** How many decimals amounts of it have at most: 0 for JPY, 2 for EUR, 3 for KWD. @param code one in use */
    public static int decimals(String code) {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }
}
