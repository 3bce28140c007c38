package dev.tenantry.metering.rule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.limit.Work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResolutionTests {

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2030-02-28T23:59:59Z");
    private static final Route CONTACT = new Route("GET", "/api/v1/contacts/{id}");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "/api/v1/**; /api/v1/contacts/**; /api/v1/contacts/**",
        "/api/v1/contacts/*; /api/v1/contacts/**; /api/v1/contacts/*",
        "/api/v1/contacts/**; GET /api/v1/contacts/**; GET /api/v1/contacts/**",
        "/api/v1/contacts/**; POST|PUT /api/v1/contacts/**; /api/v1/contacts/**",
        "/api/v1/{resource:contacts|leads}/**; /api/v1/**, work:ai; /api/v1/{resource:contacts|leads}/**",
        "/api/v1/deals/**, /api/v1/contacts/*; /api/v1/contacts/**; /api/v1/deals/**, /api/v1/contacts/*"})
    void takesThePatternThatMeansTheEndpointMostClosely(String one, String other, String expected) {
        var rules = List.of(policy("a", one, null), policy("b", other, null));

        assertThat(Resolution.of(rules, CONTACT)).extracting(rule -> rule.pattern().toString())
                .containsExactly(expected);
        assertThat(Resolution.of(rules.reversed(), CONTACT)).isEqualTo(Resolution.of(rules, CONTACT));
    }

    @Test
    void takesWhatIsForTheRoleWhereThePatternsAreTheSame() {
        var rules = new Rules(List.of(policy("all", "/api/v1/**", null), policy("viewers", "/api/v1/**", "viewer")));

        assertThat(rules.of(CONTACT, ONE, "viewer", NOW)).extracting(Rule::name).containsExactly("viewers");
        assertThat(rules.of(CONTACT, ONE, "owner", NOW)).extracting(Rule::name).containsExactly("all");
    }

    @Test
    void takesOneForEachScopeTheNarrowestFirst() {
        var rules = List.of(policy("all", "/api/v1/**", null),
                new Rule(UUID.randomUUID(), "keys", Rule.Source.POLICY, null, EndpointPattern.of("/api/**"),
                        Scope.API_KEY, null, List.of(new WindowLimit(WindowLimit.HOUR, 5)), null, null));

        assertThat(Resolution.of(rules, CONTACT)).extracting(Rule::name).containsExactly("keys", "all");
    }

    /** Until it expires, and for nobody else. */
    @Test
    void hasAnOverrideInThePlaceOfItsPolicyAndALimitBeforeBoth() {
        var policy = policy("all", "/api/v1/**", null);
        var override = new Rule(policy.id(), "all", Rule.Source.OVERRIDE, ONE, policy.pattern(), Scope.ORGANIZATION,
                null, List.of(new WindowLimit(WindowLimit.HOUR, 7)), null, NOW.plusSeconds(1));
        var limit = new Rule(UUID.randomUUID(), "contacts", Rule.Source.LIMIT, OTHER, EndpointPattern.of("/api/**"),
                Scope.ORGANIZATION, null, List.of(new WindowLimit(30, 3)), null, null);
        var rules = new Rules(List.of(policy, override, limit));

        assertThat(rules.of(CONTACT, ONE, "owner", NOW)).containsExactly(override);
        assertThat(rules.of(CONTACT, ONE, "owner", NOW.plusSeconds(1))).containsExactly(policy);
        assertThat(rules.of(CONTACT, OTHER, "owner", NOW)).containsExactly(limit);
        assertThat(rules.of(CONTACT, UUID.randomUUID(), "owner", NOW)).containsExactly(policy);
        assertThat(rules.all(ONE, NOW)).containsExactly(override);
    }

    @Test
    void findsWhatWorkFallsUnder() {
        var rules = new Rules(List.of(policy("all", "/api/v1/**, work:imports", null),
                policy("managers", "work:imports", "manager"), policy("mails", "work:mails", null)));

        assertThat(rules.of(Work.IMPORTS, ONE, NOW)).get().extracting(Rule::name).isEqualTo("all");
        assertThat(rules.of(Work.AI, ONE, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "api/v1", "FETCH /api/v1/**", "POST| /api/v1/**", "/api/{", "/api/**,",
        "work:nothing",
        "/api/{a:[}", "GET  "})
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EndpointPattern.of(text));
    }

    private static Rule policy(String name, String pattern, @Nullable String role) {
        return new Rule(UUID.randomUUID(), name, Rule.Source.POLICY, null, EndpointPattern.of(pattern),
                Scope.ORGANIZATION, role, List.of(new WindowLimit(WindowLimit.HOUR, 10)), null, null);
    }
}
