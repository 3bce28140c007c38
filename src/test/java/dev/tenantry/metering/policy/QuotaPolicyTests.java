package dev.tenantry.metering.policy;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators state, and organizations see of it. */
class QuotaPolicyTests extends ApiTest {

    private static final String POLICIES = "/admin/quota-policies";
    private Api admin;

    @BeforeEach
    void promote() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
    }

    @Test
    void bringsThePoliciesOfTheDocuments() {
        var found = admin.get(POLICIES + "?limit=200&sort=policyName").expect(200);

        assertThat(found.text()).contains("ai_generation_default", "calendar_operations", "email_sending",
                "superadmin_operations", "public_api_default");
    }

    @Test
    void keepsAPolicyAndTellsWhatIsWrongWithOne() {
        var name = name();
        var created = admin.post(POLICIES, policy(name, "POST /api/v1/notes", 5)).expect(201);
        var path = created.header("Location");

        assertThat(admin.get(path).expect(200).json()).isEqualTo(created.json());
        assertThat(admin.put(path, policy(name, "POST /api/v1/notes/**", 6)).expect(200).at("/maxRequestsPerHour"))
                .isEqualTo("6");
        assertThat(admin.with("If-Match", created.header("ETag"))
                .put(path, policy(name, "/api/v1/notes", 7))
                .expect(412)
                .status()).isEqualTo(412);
        assertThat(admin.put(path, policy(name(), "/api/v1/notes", 7)).expect(422).at("/errors/0/field"))
                .isEqualTo("policyName");
        assertThat(admin.put(path, policy(name, "/api/v1/nothing", 7)).expect(422).at("/errors/0/code"))
                .isEqualTo("covers-nothing");
        assertThat(admin.put(path, policy(name, "notes", 7)).expect(422).at("/errors/0/field"))
                .isEqualTo("endpointPattern");
        assertThat(admin.put(path, policy(name, "/api/v1/notes", 0)).expect(422).at("/errors/0/field"))
                .isEqualTo("maxRequestsPerHour");
        assertThat(admin.post(POLICIES, policy(name, "/api/v1/notes", 1)).expect(409).at("/errors/0/field"))
                .isEqualTo("policyName");
        admin.delete(path).expect(204);
        admin.get(path).expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maxRequestsPerDay | 2 | 1 | 3 | member
            maxRequestsPerMonth | 2 | 3 | 2 | member
            appliesToRole | 1 | 1 | 1 | chef""")
    void refusesAPolicyThatContradictsItselfOrIsForNobody(String field, int hour, int day, int month, String role) {
        assertThat(
                admin.post(POLICIES,
                        """
                {"policyName": "%s", "endpointPattern": "/api/v1/notes", "maxRequestsPerHour": %d, "maxRequestsPerDay": %d, "maxRequestsPerMonth": %d, "appliesToRole": "%s"}"""
                                .formatted(name(), hour, day, month, role))
                        .expect(422)
                        .at("/errors/0/field"))
                .isEqualTo(field);
    }

    /** What is refused is told of what was stated. Of two limits of a resource each has a name of its own. */
    @Test
    void tellsLimitsApartAndWhatIsWrongWithOne() {
        var owner = people.signUp();
        var limits = "/admin/organizations/" + owner.organizationId() + "/rate-limits";
        var window = "\"maxRequests\": 9, \"windowSeconds\": 60";

        assertThat(
                admin.post(limits, "{\"resourceType\": \"widgets\", " + window + "}").expect(422).at("/errors/0/field"))
                .isEqualTo("resourceType");
        assertThat(admin
                .post(limits, "{\"resourceType\": \"tags\", \"endpointPattern\": \"/api/v1/widgets\", " + window + "}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("endpointPattern");
        assertThat(admin.post(limits, "{\"resourceType\": \"tags\", \"quotaMonthly\": 8, " + window + "}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("quotaMonthly");
        admin.post(limits, "{\"resourceType\": \"tags\", " + window + "}").expect(201);
        assertThat(admin.post(limits, "{\"resourceType\": \"tags\", " + window + "}").expect(409).at("/errors/0/field"))
                .isEqualTo("endpointPattern");
        var second = admin
                .post(limits,
                        "{\"resourceType\": \"tags\", \"endpointPattern\": \"POST /api/v1/tags\", " + window + "}")
                .expect(201)
                .id();

        assertThat(owner.api().get("/api/v1/tags").expect(200).header("RateLimit")).startsWith("\"tags/60s\";r=8");
        assertThat(owner.api().post("/api/v1/tags", "{\"name\": \"a\"}").expect(201).header("RateLimit"))
                .startsWith("\"tags." + second.substring(28) + "/60s\";r=8");
    }

    @Test
    void standsInNobodysWayWhereItCannotBeUnderstood() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            // As a later version may write while this one still runs.
            statement.execute("alter table quota_policies drop constraint quota_policies_scope_check");
            statement.execute(
                    "insert into quota_policies (id, policy_name, endpoint_pattern, scope) values (gen_random_uuid(), 'misread', 'of no form', 'user'), "
                            + "(gen_random_uuid(), 'later', '/api/v1/**', 'team')");
            try {
                var known = admin.post(POLICIES, policy(name(), "GET /api/v1/lost-reasons", 1000)).expect(201);
                people.signUp().api().get("/api/v1/lost-reasons").expect(200);
                admin.delete(POLICIES + "/" + known.id()).expect(204);
            } finally {
                statement.execute("delete from quota_policies where policy_name in ('misread', 'later')");
                statement.execute(
                        "alter table quota_policies add constraint quota_policies_scope_check check (scope in ('organization', 'user', 'api_key'))");
            }
        }
    }

    /** Not what is held to count with. */
    @Test
    void tellsWhatHasBeenUsedAsTheHeaderDoes() {
        var owner = people.signUp();
        admin.post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                "{\"resourceType\": \"tags\", \"maxRequests\": 1000, \"windowSeconds\": 86400}").expect(201);
        for (var left = 999; left > 995; left--) {
            assertThat(owner.api().get("/api/v1/tags").expect(200).header("RateLimit"))
                    .startsWith("\"tags/day\";r=" + left + ";");
        }

        var seen = owner.api().get("/api/v1/quotas").expect(200);
        assertThat(seen.at("/results/0/name")).isEqualTo("tags");
        assertThat(seen.at("/results/0/windows/0/used")).isEqualTo("4");
    }

    @Test
    void givesAnOrganizationOtherNumbersAndLimitsOfItsOwn() {
        var owner = people.signUp();
        var policy = admin.post(POLICIES, policy(name(), "GET /api/v1/lost-reasons", 1000)).expect(201);
        var place = "/admin/organizations/" + owner.organizationId();
        var override = place + "/quota-overrides/" + policy.id();
        admin.put(override,
                "{\"maxRequestsPerDay\": 77, \"reason\": \"ein Umzug \uD83D\uDE9A\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}")
                .expect(200);
        var limit = admin.post(place + "/rate-limits",
                "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 3, \"windowSeconds\": 30, \"quotaMonthly\": 9}")
                .expect(201);

        var seen = owner.api().get("/api/v1/quotas").expect(200);
        assertThat(seen.at("/results/0/source")).isEqualTo("limit");
        assertThat(seen.at("/results/0/windows/0/window")).isEqualTo("30s");
        assertThat(seen.at("/results/1/source")).isEqualTo("override");
        assertThat(seen.at("/results/1/windows/1/most")).isEqualTo("77");
        assertThat(people.signUp().api().get("/api/v1/quotas").text()).doesNotContain("override").doesNotContain("30s");
        assertThat(admin.get(place + "/quota-overrides").at("/results/0/policyId")).isEqualTo(policy.id());
        admin.get(override).expect(200);
        admin.delete(POLICIES + "/" + policy.id()).expect(409);
        admin.put(override, "{\"reason\": \"none\"}").expect(422);
        admin.put(override, "{\"maxRequestsPerDay\": 1, \"reason\": \"late\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                .expect(422);
        admin.put(place + "/quota-overrides/" + UUID.randomUUID(), "{\"maxRequestsPerDay\": 1, \"reason\": \"none\"}")
                .expect(404);
        admin.delete(override).expect(204);
        admin.delete(place + "/rate-limits/" + limit.id()).expect(204);
        admin.delete(POLICIES + "/" + policy.id()).expect(204);
        assertThat(owner.api().get("/api/v1/quotas").text()).doesNotContain("override").doesNotContain("30s");
    }

    @Test
    void limitsHowManyLimitsAnOrganizationHas() {
        var place = "/admin/organizations/" + people.signUp().organizationId() + "/rate-limits";
        var number = new AtomicInteger();

        Supplier<Integer> add = () -> admin.post(place,
                "{\"resourceType\": \"contacts\", \"endpointPattern\": \"GET /api/v1/contacts/%s\", \"maxRequests\": 3, \"windowSeconds\": 30}"
                        .formatted("{c" + number.incrementAndGet() + "}"))
                .status();
        assertThat(IntStream.range(0, 97).map(_ -> add.get())).containsOnly(201);

        var made = Parallel.times(8, add::get);

        assertThat(made).containsOnly(201, 409).filteredOn(status -> status == 201).hasSize(3);
    }

    /** What it was before is in the entry of each change, and of what is gone. */
    @Test
    void takesDownWhatWasThereBefore() {
        var owner = people.signUp();
        var place = "/admin/organizations/" + owner.organizationId();
        var name = name();
        var policy = admin.post(POLICIES, policy(name, "GET /api/v1/lost-reasons", 1000)).expect(201).id();
        var override = place + "/quota-overrides/" + policy;
        admin.put(override, "{\"maxRequestsPerDay\": 77, \"reason\": \"a move\"}").expect(200);
        admin.put(override, "{\"maxRequestsPerDay\": 78, \"burst\": 5, \"reason\": \"a move\"}").expect(200);
        admin.delete(override).expect(204);
        var limits = place + "/rate-limits";
        var limit = limits + "/" + admin
                .post(limits, "{\"resourceType\": \"tags\", \"maxRequests\": 9, \"windowSeconds\": 60}")
                .expect(201)
                .id();
        admin.put(limit, "{\"resourceType\": \"tags\", \"maxRequests\": 8, \"windowSeconds\": 60}").expect(200);
        admin.delete(limit).expect(204);
        admin.put(POLICIES + "/" + policy, policy(name, "GET /api/v1/lost-reasons", 900)).expect(200);
        admin.delete(POLICIES + "/" + policy).expect(204);

        assertTold(owner.api(), "quota-override.updated", "\"maxRequestsPerDay\":77");
        assertTold(owner.api(), "quota-override.deleted", "\"maxRequestsPerDay\":78", "\"policyName\":\"" + name);
        assertTold(owner.api(), "rate-limit.updated", "{\"maxRequests\":9}");
        assertTold(owner.api(), "rate-limit.deleted", "\"maxRequests\":8", "\"resourceType\":\"tags\"");
        assertTold(admin, "quota-policy.updated", "{\"maxRequestsPerHour\":1000}");
        assertTold(admin, "quota-policy.deleted", "\"maxRequestsPerHour\":900", "\"policyName\":\"" + name);
    }

    private static void assertTold(Api api, String action, String... before) {
        var entry = api.get("/api/v1/audit-logs?limit=1&sort=-createdAt&filter=actionType[eq]:" + action).expect(200);
        assertThat(entry.json().at("/results/0/oldValues").toString()).as(action + ": " + entry.text())
                .contains(before);
    }

    private static String name() {
        return "p_" + UUID.randomUUID().toString().replace('-', '_');
    }

    private static String policy(String name, String pattern, int hourly) {
        return """
                {"policyName": "%s", "endpointPattern": "%s", "maxRequestsPerHour": %d, "maxRequestsPerDay": 10000, "maxRequestsPerMonth": 100000}"""
                .formatted(name, pattern, hourly);
    }
}
