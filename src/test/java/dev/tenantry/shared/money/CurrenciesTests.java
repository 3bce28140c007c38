package dev.tenantry.shared.money;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CurrenciesTests {

    @Test
    void areThoseOfListOneThatHaveDecimals() {
        assertThat(List.of("EUR", "JPY", "KWD", "CHF", "CHE", "CHW", "CLP", "CLF", "COP", "COU", "MXN", "MXV", "BOB",
                "BOV", "USD", "USN", "UYU", "UYI", "VES", "VED", "LSL", "BTN", "PAB", "SVC"))
                .allMatch(Currencies::isInUse)
                .allMatch(code -> Currencies.decimals(code) >= 0);
        assertThat(List.of("XTS", "XXX", "XAU", "XDR", "XUA", "XBB", "DEM", "ITL", "eur", ""))
                .noneMatch(Currencies::isInUse);
    }

    @Test
    void fundsHaveTheirOwnDecimals() {
        assertThat(new Money(new BigDecimal("1.5"), "CLF").amount()).hasToString("1.5000");
        assertThat(new Money(new BigDecimal("2"), "UYI").amount()).hasToString("2");
    }
}
