package dev.tenantry.audit.classification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PersonalData;

import static org.assertj.core.api.Assertions.assertThat;

class SensitivityTests {

    private static final Instant MADE = Instant.parse("2026-02-28T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"PUBLIC, PUBLIC", "INTERNAL, PUBLIC", "CONFIDENTIAL, INTERNAL", "PII, CONFIDENTIAL",
        "RESTRICTED, RESTRICTED", "PCI, PCI"})
    void isLessByOneLevelAtMost(Sensitivity level, Sensitivity floor) {
        assertThat(level.floor()).isEqualTo(floor);
    }

    @Test
    void personalDataIsForWhoMaySeeItAndActsAsNobodyElse() {
        assertThat(caller(Set.of(PersonalData.PERMISSION), null).may(PersonalData.PERMISSION)).isTrue();
        assertThat(caller(Set.of("contacts:read"), null).may(PersonalData.PERMISSION)).isFalse();
        var acting = caller(Set.of(PersonalData.PERMISSION, "contacts:read"), UUID.randomUUID());
        assertThat(acting.permissions()).containsExactly("contacts:read");
    }

    @Test
    void whatHasBeenKeptLongEnoughIsOver() {
        var column = new Classified(new Column("contacts", "name"), Sensitivity.PII, "So", List.of(), false, false, 30,
                null);

        assertThat(column.isOver(MADE, MADE.plus(Duration.ofDays(30)))).isFalse();
        assertThat(column.isOver(MADE, MADE.plus(Duration.ofDays(30)).plusMillis(1))).isTrue();
    }

    @Test
    void anOverrideIsStoredAsItsColumnIs() {
        var secret = Classified.of(new Column("integrations", "credentials"),
                ColumnRule.parse("restricted encrypted: integrations: credentials: Signs in"));
        var stricter = new Classified(secret.column(), Sensitivity.PCI, "Ours", List.of("PCI_DSS"), false, false, null,
                UUID.randomUUID());

        assertThat(stricter.storedAs(secret).isEncrypted()).isTrue();
        assertThat(stricter.storedAs(secret).mask()).isEqualTo("[pci]");
    }

    private static Caller caller(Set<String> permissions, @Nullable UUID impersonator) {
        return new Caller(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "owner", permissions, false,
                new Assurance(Assurance.AAL1, false, null), impersonator);
    }
}
