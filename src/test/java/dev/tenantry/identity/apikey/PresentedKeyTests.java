package dev.tenantry.identity.apikey;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresentedKeyTests {

    private static final UUID ORGANIZATION = UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");

    @Test
    void readsWhatItWrote() {
        for (var organization : new UUID[]{ORGANIZATION, new UUID(0, 0), UUID.randomUUID()}) {
            var key = Objects.requireNonNull(PresentedKey.parse(PresentedKey.generate(organization, false)));

            assertThat(key.organizationId()).isEqualTo(organization);
            assertThat(key.isForTests()).isFalse();
            assertThat(key.hash().value()).hasSize(64);
        }
        assertThat(PresentedKey.generate(ORGANIZATION, true)).startsWith("sk_test_");
        assertThat(PresentedKey.parse(PresentedKey.generate(ORGANIZATION, true)))
                .matches(key -> key != null && key.isForTests());
    }

    /** The form that scanners know another vendor's secret keys by. */
    @Test
    void isNotTakenForAnotherVendorsKey() {
        var theirs = Pattern.compile("(sk|rk)_(live|test)_[0-9a-zA-Z]{24,}");

        for (var count = 0; count < 100; count++) {
            assertThat(theirs.matcher(PresentedKey.generate(UUID.randomUUID(), count % 2 == 0)).find()).isFalse();
        }
    }

    @Test
    void noticesEveryChangedCharacter() {
        var key = PresentedKey.generate(ORGANIZATION, false);

        for (var place = 0; place < key.length(); place++) {
            var other = key.charAt(place) == 'A' ? 'B' : 'A';
            assertThat(PresentedKey.parse(key.substring(0, place) + other + key.substring(place + 1))).isNull();
        }
        assertThat(PresentedKey.parse(key + "A")).isNull();
        assertThat(PresentedKey.parse(key.substring(1))).isNull();
        assertThat(PresentedKey.parse("")).isNull();
    }

    @Test
    void refusesAnOrganizationThatIsTooLargeForAnId() {
        assertThat(PresentedKey.parse("sk_live_" + "z".repeat(22) + "_" + "a".repeat(38))).isNull();
    }
}
