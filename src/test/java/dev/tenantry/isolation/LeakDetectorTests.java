package dev.tenantry.isolation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The detector itself: what it hears, and what it takes for an echo. */
class LeakDetectorTests {

    private final Tenant tenant = Tenant.somebody();
    private final String word = tenant.canary() + "-name-4711";
    private final String row = UUID.randomUUID().toString();
    private final LeakDetector detector = new LeakDetector(tenant, List.of(row));

    @Test
    void hearsAWordAnOrganizationAPersonAndARow() {
        assertThat(leaks("{\"name\": \"" + word + "\"}")).containsExactly(tenant.canary());
        assertThat(leaks("{\"organizationId\": \"" + tenant.organization() + "\"}")).hasSize(1);
        assertThat(leaks("{\"ownerId\": \"" + tenant.user() + "\"}")).hasSize(1);
        assertThat(leaks("Location: /api/v1/workflows/" + row.toUpperCase(Locale.ROOT))).containsExactly(row);
        assertThat(leaks("{\"name\": \"somebody else\", \"id\": \"" + UUID.randomUUID() + "\"}")).isEmpty();
    }

    @Test
    void hearsWhatIsEncoded() {
        var bytes = ("[\"" + word + "\"]").getBytes(StandardCharsets.UTF_8);

        assertThat(leaks(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))).isNotEmpty();
        assertThat(leaks("\"" + Base64.getEncoder().encodeToString(bytes) + "\"")).isNotEmpty();
    }

    @Test
    void hearsANumberAmongOtherDigits() {
        var numbers = new LeakDetector(tenant, List.of("5000000001", "60000000012"));

        assertThat(numbers.leaks("{\"id\": 5000000001}", List.of())).containsExactly("5000000001");
        assertThat(numbers.leaks("ü: 95000000001-60000000012", List.of())).containsExactlyInAnyOrder("5000000001",
                "60000000012");
        assertThat(numbers.leaks("{\"id\": 500000000, \"another\": 6000000001}", List.of())).isEmpty();
    }

    @Test
    void takesForAnEchoWhatWasSentAndNoMore() {
        assertThat(leaks("nothing is called " + tenant.canary(), tenant.canary())).isEmpty();
        assertThat(leaks("{\"name\": \"" + word + "\"}", tenant.canary())).isNotEmpty();
        assertThat(leaks("/api/v1/workflows/" + row, row)).isEmpty();
        assertThat(leaks("/api/v1/workflows/" + row + " of " + tenant.user(), row)).hasSize(1);
        assertThat(leaks("owned by " + row, row.substring(0, 1))).isNotEmpty();
    }

    private List<String> leaks(String said, String... sent) {
        return detector.leaks(said, List.of(sent));
    }
}
