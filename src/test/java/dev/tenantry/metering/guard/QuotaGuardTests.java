package dev.tenantry.metering.guard;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HeldConnections;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers see of quotas. */
class QuotaGuardTests extends ApiTest {

    private static final String ASKED = "/api/v1/lost-reasons";
    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;
    private Api admin;
    private Person owner;

    @BeforeEach
    void signUp() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
        owner = people.signUp();
    }

    @Test
    void tellsWhatIsLeftAndRefusesWhatIsBeyond() {
        limit(3, 86_400);
        var member = people.signUpInto(owner, "viewer");

        var first = owner.api().get(ASKED).expect(200);
        var second = member.api().get(ASKED).expect(200);
        owner.api().get(ASKED).expect(200);
        var refused = owner.api().get(ASKED).expect(429);

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"lost-reasons/day\";q=3;w=86400");
        assertThat(first.header("RateLimit")).matches("\"lost-reasons/day\";r=2;t=\\d+");
        assertThat(second.header("RateLimit")).matches("\"lost-reasons/day\";r=1;t=\\d+");
        assertThat(refused.header("RateLimit")).matches("\"lost-reasons/day\";r=0;t=\\d+");
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(refused.at("/code")).isEqualTo("quota-exceeded");
        assertThat(refused.at("/detail")).contains("lost-reasons: 3 a day, until");
        assertThat(refused.at("/quota/policy")).isEqualTo("lost-reasons");
        assertThat(refused.at("/quota/scope")).isEqualTo("organization");
        assertThat(refused.at("/quota/window")).isEqualTo("day");
        assertThat(refused.at("/quota/resetsAt")).isNotEmpty();
        member.api().get(ASKED).expect(429);
        people.signUp().api().get(ASKED).expect(200);
        owner.api().get("/api/v1/tags").expect(200);
        assertThat(owner.api().get("/api/v1/quotas").at("/results/0/windows/0/used")).isEqualTo("3");
    }

    /** A limit that is another one now holds for the next request. */
    @Test
    void heedsWhatHoldsNow() {
        var limit = limit(1, 3600);
        owner.api().get(ASKED).expect(200);
        owner.api().get(ASKED).expect(429);

        admin.put(limit, body(2, 3600)).expect(200);
        owner.api().get(ASKED).expect(200);
        owner.api().get(ASKED).expect(429);
        admin.delete(limit).expect(204);

        assertThat(owner.api().get(ASKED).expect(200).header("RateLimit-Policy"))
                .startsWith("\"public_api_default/hour\"")
                .endsWith(";w=" + YearMonth.now(ZoneOffset.UTC).lengthOfMonth() * 86_400);
    }

    /** Whatever is stated: who has used up everything still states something else, proves a second factor for that, and lets people in. */
    @Test
    void leavesTheWayToPutQuotasRight() {
        var administrator = people.signUp();
        People.promote(administrator.userId());
        var own = administrator.api();
        var policy = admin.get("/admin/quota-policies?filter=policyName[eq]:superadmin_operations")
                .expect(200)
                .at("/results/0/id");
        var place = "/admin/organizations/" + administrator.organizationId();
        var override = place + "/quota-overrides/" + policy;
        own.put(override, "{\"maxRequestsPerHour\": 1, \"reason\": \"a slip\"}").expect(200);
        own.get("/admin/organizations").expect(200);
        own.get("/admin/organizations").expect(429);

        own.get("/admin/quota-policies/" + policy).expect(200);
        own.get(place + "/rate-limits").expect(200);
        own.put(place + "/address-rules/bypass", "{\"minutes\": 5, \"reason\": \"shut out\"}").expect(200);
        own.get("/auth/v1/user").expect(200);
        assertThat(own.post("/auth/v1/factors", "{\"factor_type\": \"totp\", \"friendly_name\": \"a\"}").status())
                .isEqualTo(200);
        own.delete(place + "/address-rules/bypass").expect(204);
        own.put(override, "{\"maxRequestsPerHour\": 5, \"reason\": \"mended\"}").expect(200);

        own.get("/admin/organizations").expect(200);
        own.delete(override).expect(204);
        for (var pattern : List.of("/admin/quota-policies/**", "/auth/v1/factors/**",
                "PUT /admin/organizations/*/address-rules/bypass")) {
            assertThat(own
                    .post("/admin/quota-policies",
                            """
                    {"policyName": "covers_nothing", "endpointPattern": "%s", "maxRequestsPerHour": 1, "maxRequestsPerDay": 1, "maxRequestsPerMonth": 1}"""
                                    .formatted(pattern))
                    .expect(422)
                    .at("/errors/0/code")).isEqualTo("covers-nothing");
        }
    }

    /** Each counts by itself, and a key's refusal takes nothing of what is the organization's. */
    @Test
    void countsByKeyAndByMember() {
        var policy = admin
                .post("/admin/quota-policies",
                        """
                {"policyName": "k_%s", "endpointPattern": "GET /api/v1/suppressions", "scope": "api_key", "maxRequestsPerHour": 2, "maxRequestsPerDay": 2, "maxRequestsPerMonth": 2}"""
                                .formatted(UUID.randomUUID().toString().replace('-', '_')))
                .expect(201);
        try {
            var key = owner.api()
                    .post("/api/v1/api-keys", "{\"name\": \"a\", \"scopes\": [\"suppressions:read\"]}")
                    .expect(201);
            var program = api.bearer(key.at("/key"));
            program.get("/api/v1/suppressions").expect(200);
            assertThat(program.get("/api/v1/suppressions").expect(200).header("RateLimit")).contains(";r=0;",
                    "public_api_default");
            assertThat(program.get("/api/v1/suppressions").expect(429).at("/quota/scope")).isEqualTo("api_key");
            owner.api().get("/api/v1/suppressions").expect(200);
            var told = owner.api().get("/api/v1/quotas").expect(200);
            var ofKeys = told.json()
                    .path("results")
                    .valueStream()
                    .filter(quota -> quota.path("scope").asString().equals("api_key"))
                    .map(quota -> quota.path("windows").path(0))
                    .filter(window -> window.path("used").asInt() == 2)
                    .map(window -> window.path("usedBy").asString());
            assertThat(ofKeys).containsExactly(key.id());
            assertThat(told.text()).doesNotContain("superadmin_operations");
            assertThat(admin.get("/api/v1/quotas").text()).contains("superadmin_operations");
        } finally {
            admin.delete("/admin/quota-policies/" + policy.id()).expect(204);
        }
    }

    /** An answer that is given again is one more, too. */
    @Test
    void countsRepeatedRequestsOnceEach() {
        limit(2, 86_400);
        var again = owner.api().with("Idempotency-Key", UUID.randomUUID().toString());

        again.post(ASKED, "{\"name\": \"price\"}").expect(201);
        assertThat(again.post(ASKED, "{\"name\": \"price\"}").expect(201).header("RateLimit")).contains(";r=0;");
        again.post(ASKED, "{\"name\": \"price\"}").expect(429);
    }

    /** Who may not ask for something uses nothing up by it. */
    @Test
    void countsNothingThatIsRefused() {
        limit(1, 86_400);
        people.signUpInto(owner, "viewer").api().post(ASKED, "{\"name\": \"price\"}").expect(403);

        owner.api().get(ASKED).expect(200);
    }

    /** What comes at once, and what is left of it; who has waited as long as they were told is let in. */
    @Test
    void tellsWhatMayComeAtOnceAndWhenToComeAgain() {
        var limit = limit("""
                {"resourceType": "lost-reasons", "maxRequests": 100, "windowSeconds": 86400, "burst": 2}""");

        var first = owner.api().get(ASKED).expect(200);
        owner.api().get(ASKED).expect(200);
        var refused = owner.api().get(ASKED).expect(429);

        assertThat(first.header("RateLimit-Policy"))
                .isEqualTo("\"lost-reasons/day\";q=100;w=86400, \"lost-reasons/burst\";q=2;w=1728");
        assertThat(first.header("RateLimit")).matches("\"lost-reasons/burst\";r=1;t=8[0-9]{2}");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 864);
        assertThat(refused.header("RateLimit"))
                .isEqualTo("\"lost-reasons/burst\";r=0;t=" + refused.header("Retry-After"));
        assertThat(refused.at("/quota/policy")).isEqualTo("lost-reasons");
        assertThat(refused.at("/quota/window")).isEqualTo("burst");
        assertThat(refused.at("/quota/most")).isEqualTo("2");
        assertThat(refused.at("/detail")).contains("2 at once");
        assertThat(owner.api().get("/api/v1/quotas").at("/results/0/burst")).isEqualTo("2");
        assertThat(admin.put(limit, """
                {"resourceType": "lost-reasons", "maxRequests": 100, "windowSeconds": 86400, "burst": 101}""")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("burst");
    }

    /** However busy what is not a request is: whoever floods it would have everybody let in. */
    @Test
    void countsWhileTheWorkerHasNoConnectionLeft() throws InterruptedException {
        limit(1, 86_400);

        try (var held = HeldConnections.of(worker)) {
            owner.api().get(ASKED).expect(200);
            owner.api().get(ASKED).expect(429);
            assertThat(held).isNotNull();
        }
    }

    private String limit(int most, int seconds) {
        return limit(body(most, seconds));
    }

    private String limit(String body) {
        return admin.post("/admin/organizations/" + owner.organizationId() + "/rate-limits", body)
                .expect(201)
                .header("Location");
    }

    private static String body(int most, int seconds) {
        return "{\"resourceType\": \"lost-reasons\", \"maxRequests\": %d, \"windowSeconds\": %d}".formatted(most,
                seconds);
    }
}
