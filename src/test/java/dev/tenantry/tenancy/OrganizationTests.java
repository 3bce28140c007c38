package dev.tenantry.tenancy;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class OrganizationTests extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;

    @Test
    void foundsFurtherOnesAndListsThem() {
        var person = people.signUp();

        var created = person.api().post("/api/v1/organizations", """
                {"name": "Ünïted Éxplorers & Co", "kind": "team"}""").expect(201);

        assertThat(created.header("Location")).isEqualTo("/api/v1/organizations/" + created.id());
        assertThat(created.at("/slug")).startsWith("united-explorers-co-");
        assertThat(created.at("/role")).isEqualTo("owner");
        var mine = person.api().get("/api/v1/organizations").expect(200).json().at("/results");
        assertThat(mine.findValuesAsString("kind")).containsExactly("personal", "team");
        assertThat(mine.at("/0/isActive").asBoolean()).isTrue();
        assertThat(mine.at("/1/isActive").asBoolean()).isFalse();
        assertThat(person.api().get(created.header("Location")).expect(200).json()).isEqualTo(created.json());
    }

    @Test
    void turnsTheSessionToAnotherOne() {
        var person = people.signUp();
        var id = UUID.fromString(person.api().post("/api/v1/organizations", """
                {"name": "Second", "kind": "marketplace"}""").expect(201).id());

        var there = people.switchTo(person, id);

        assertThat(there.api().get("/api/v1/organization").expect(200).at("/name")).isEqualTo("Second");
        assertThat(there.api().get("/api/v1/roles").expect(200).json().at("/results").findValuesAsString("slug"))
                .contains("owner", "reader", "client", "monitor");
        assertThat(person.api().get("/api/v1/organization").expect(200).id())
                .isEqualTo(person.organizationId().toString());
        var refreshed = api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(there.refreshToken())).expect(200);
        assertThat(api.bearer(refreshed.at("/access_token")).get("/api/v1/organization").at("/name"))
                .isEqualTo("Second");
        assertThat(there.api().get("/api/v1/audit-logs").expect(200).text()).contains("organization.created",
                "session.organization-switched");
    }

    @Test
    void keepsTheSessionOutOfTheOrganizationsOfOthers() {
        var person = people.signUp();
        var other = people.signUp();
        var body = """
                {"organizationId": "%s"}""";

        var others = person.api()
                .put("/api/v1/session/organization", body.formatted(other.organizationId()))
                .expect(404);
        var nobodys = person.api().put("/api/v1/session/organization", body.formatted(UUID.randomUUID())).expect(404);

        assertThat(others.at("/detail")).isEqualTo(nobodys.at("/detail"));
        person.api().get("/api/v1/organizations/" + other.organizationId()).expect(404);
        person.api().put("/api/v1/session/organization", "{}").expect(422);
    }

    @Test
    void patchesTheActiveOneUnderItsVersion() {
        var person = people.signUp();
        var current = person.api().get("/api/v1/organization").expect(200);
        var slug = "renamed-" + UUID.randomUUID();

        var renamed = person.api().with("If-Match", current.header("ETag")).patch("/api/v1/organization", """
                {"name": "Renamed", "slug": "%s"}""".formatted(slug.substring(0, 20))).expect(200);
        var stale = person.api().with("If-Match", current.header("ETag")).patch("/api/v1/organization", """
                {"name": "Again"}""").expect(412);

        assertThat(renamed.header("ETag")).startsWith("\"1-");
        assertThat(renamed.at("/name")).isEqualTo("Renamed");
        assertThat(stale.header("ETag")).startsWith("\"1-");
        var logged = person.api().get("/api/v1/audit-logs").expect(200).json().at("/results/0");
        assertThat(logged.toString()).contains("organization.updated", "Renamed");
    }

    @Test
    void refusesASlugThatAnotherOneHas() {
        var slug = "taken-" + UUID.randomUUID().toString().substring(0, 8);
        var body = """
                {"slug": "%s"}""".formatted(slug);
        people.signUp().api().patch("/api/v1/organization", body).expect(200);

        var refused = people.signUp().api().patch("/api/v1/organization", body).expect(409);

        assertThat(refused.at("/errors/0/field")).isEqualTo("slug");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}                | 422 | name
            {"name": null}              | 422 | name
            {"slug": "Not A Slug"}      | 422 | slug
            {"slug": "x"}               | 422 | slug
            {"kind": "team"}            | 422 | kind
            {"id": "x"}                 | 422 | id
            """)
    void refusesAPatchAndNamesTheField(String patch, int status, String field) {
        var refused = people.signUp().api().patch("/api/v1/organization", patch).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "x", "kind": "personal"}  | 422
            {"name": "x", "kind": "empire"}    | 400
            {"name": " ", "kind": "team"}      | 422
            {"name": "x"}                      | 422
            {"name": "x\\u0000", "kind": "team"} | 400
            []                                 | 400
            """)
    void refusesToFoundWhatCannotBe(String body, int status) {
        people.signUp().api().post("/api/v1/organizations", body).expect(status);
    }

    @Test
    void keepsSettings() {
        var person = people.signUp();

        assertThat(person.api().get("/api/v1/organization/settings").expect(200).header("ETag")).startsWith("\"0-");
        var before = person.api().put("/api/v1/organization/settings", """
                {"currency": "EUR", "timezone": "Europe/Vienna", "weekStartsOn": "monday"}""").expect(200);
        var patched = person.api().with("If-Match", before.header("ETag")).patch("/api/v1/organization/settings", """
                {"currency": null, "language": "de-AT"}""").expect(200);

        assertThat(patched.json().propertyNames()).containsExactlyInAnyOrder("language", "timezone", "weekStartsOn",
                "version", "updatedAt");
        assertThat(patched.header("ETag")).startsWith("\"2-");
        person.api().with("If-None-Match", patched.header("ETag")).get("/api/v1/organization/settings").expect(304);
        person.api().with("If-Match", before.header("ETag")).put("/api/v1/organization/settings", "{}").expect(412);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"currency": "euro"}          | 422
            {"timezone": "Mars/Olympus"}  | 422
            {"language": "d!"}            | 422
            {"weekStartsOn": "friday"}    | 400
            {"colour": "red"}             | 400
            {"currency": "XQX"}           | 422
            {"language": "xq"}            | 422
            {"locale": "d!"}              | 422
            {"dateFormat": "y"}           | 422
            {"branding": {"primaryColour": "red"}} | 422
            {"branding": {"logoUrl": "http://example.test/x.png"}} | 422
            {"branding": {"logoUrl": "https://user@example.test/x.png"}} | 422
            {"branding": {"logoUrl": "https://example.test/\\u202ex.png"}} | 422
            {"branding": {"logoUrl": "https://"}} | 422
            {"branding": {"font": "Comic Sans"}} | 400
            {"businessHours": {"someday": []}} | 422
            {"businessHours": {"monday": [{"from": "9", "to": "17:00"}]}} | 422
            {"businessHours": {"monday": [{"from": "17:00", "to": "09:00"}]}} | 422
            """)
    void refusesSettingsThatMeanNothing(String body, int status) {
        people.signUp().api().put("/api/v1/organization/settings", body).expect(status);
    }

    @Test
    void keepsBrandingAndBusinessHoursAndNamesWhatIsWrongWithThem() {
        var person = people.signUp();
        var body = """
                {"locale": "de-AT", "branding": {"primaryColour": "#336699", "logoUrl": "https://example.test/logo.png"},
                 "businessHours": {"monday": [{"from": "09:00", "to": "12:00"}, {"from": "%s", "to": "17:00"}]}}""";

        var kept = person.api().put("/api/v1/organization/settings", body.formatted("13:00")).expect(200);
        var refused = person.api().put("/api/v1/organization/settings", body.formatted("11:00")).expect(422);

        assertThat(kept.at("/branding/primaryColour")).isEqualTo("#336699");
        assertThat(kept.at("/businessHours/monday/1/to")).isEqualTo("17:00");
        assertThat(refused.at("/errors/0/field")).isEqualTo("businessHours.monday[1].from");
    }

    @ParameterizedTest
    @CsvSource({"admin", "api", "www", "tenantry", "support"})
    void keepsSomeSlugsForThePlatform(String slug) {
        var refused = people.signUp()
                .api()
                .patch("/api/v1/organization", "{\"slug\": \"%s\"}".formatted(slug))
                .expect(422);

        assertThat(refused.at("/errors/0/code")).isIn("reserved");
    }

    /** Each has quotas of its own. What is refused for another reason is not counted. */
    @Test
    void makesSoManyADay() {
        var person = people.signUp();
        var subject = person.userId().toString();
        limits.take(Limit.ORGANIZATIONS_PER_PERSON, subject, limits.most(Limit.ORGANIZATIONS_PER_PERSON) - 1);
        person.api().post("/api/v1/organizations", "{\"name\": \"Mine\", \"kind\": \"personal\"}").expect(422);
        person.api().post("/api/v1/organizations", "{\"name\": \"Last\", \"kind\": \"team\"}").expect(201);

        var refused = person.api()
                .post("/api/v1/organizations", "{\"name\": \"More\", \"kind\": \"team\"}")
                .expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(80_000);
        people.signUp().api().post("/api/v1/organizations", "{\"name\": \"Ours\", \"kind\": \"team\"}").expect(201);
    }

    @Test
    void listsOwnOrganizationsPageByPage() {
        var person = people.signUp();
        for (var name : List.of("One", "Two", "Three")) {
            person.api()
                    .post("/api/v1/organizations", "{\"name\": \"%s\", \"kind\": \"team\"}".formatted(name))
                    .expect(201);
        }

        var first = person.api().get("/api/v1/organizations?sort=-name&limit=2&total=true").expect(200);
        var second = person.api().get(first.at("/paging/next/link")).expect(200);

        assertThat(first.at("/total")).isEqualTo("4");
        assertThat(first.json().at("/results").size() + second.json().at("/results").size()).isEqualTo(4);
        assertThat(person.api().get("/api/v1/organizations?filter=kind%5Beq%5D:team").json().at("/results").size())
                .isEqualTo(3);
        person.api().get("/api/v1/organizations?colour=red").expect(400);
    }

    @Test
    void letsMembersLookAndNotChange() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        guest.api().get("/api/v1/organization").expect(200);
        guest.api().get("/api/v1/organization/settings").expect(200);
        guest.api().patch("/api/v1/organization", "{\"name\": \"x\"}").expect(403);
        guest.api().put("/api/v1/organization/settings", "{}").expect(403);
    }

    @Test
    void listsRolesAndPermissions() {
        var person = people.signUp();

        var roles = person.api().get("/api/v1/roles").expect(200).json().at("/results");
        var permissions = person.api().get("/api/v1/permissions").expect(200).json().at("/results");

        assertThat(roles.findValuesAsString("slug")).containsExactly("owner", "admin", "manager", "member", "viewer");
        assertThat(roles.at("/0/permissions").toString()).contains("organization:update");
        assertThat(roles.at("/4/permissions").toString()).doesNotContain("organization:update");
        assertThat(permissions.findValuesAsString("name")).contains("members:update", "organization:read");
    }

    @Test
    void foundsOneWhereARequestIsRepeatedUnderOneKey() {
        var person = people.signUp();
        var client = person.api().with("Idempotency-Key", UUID.randomUUID().toString());
        var body = """
                {"name": "Once", "kind": "team"}""";

        var first = client.post("/api/v1/organizations", body).expect(201);
        var second = client.post("/api/v1/organizations", body).expect(201);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(person.api().get("/api/v1/organizations").json().at("/results").size()).isEqualTo(2);
    }
}
