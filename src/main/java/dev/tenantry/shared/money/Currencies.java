package dev.tenantry.shared.money;

import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The currencies that money can be in: those of ISO 4217's list one that have decimals of their own, with the funds that contracts are written in
 * ({@code CLF}). The standard has more codes, which are no money that a deal can be paid in: tests ({@code XTS}), no currency at all ({@code XXX}),
 * metals, units of account ({@code XDR}), and what has been withdrawn ({@code DEM}).
 */
public final class Currencies {

    /** What a code has to be. */
    public static final String EXPECTED = "must be an ISO 4217 code in use, of a currency or of a fund such as CLF";

    /** Each country's second, of which Java tells one, as far as Java knows them. */
    private static final Set<String> BESIDES = Set.of("BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI",
            "UYW", "VED");
    private static final Set<String> IN_USE = Stream.concat(Currency.getAvailableCurrencies()
            .stream()
            .map(Currency::getCurrencyCode)
            .filter(BESIDES::contains),
            Arrays.stream(Locale.getISOCountries())
                    .map(country -> Currency.getInstance(Locale.of("", country)))
                    .filter(Objects::nonNull)
                    .map(Currency::getCurrencyCode))
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
