package dev.tenantry.tenancy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class ProfileTests extends ApiTest {

    @Test
    void isPatched() {
        var person = people.signUp();
        var before = person.api().patch("/api/v1/profile", """
                {"name": "Ada Lovelace", "firstName": "Ada", "timezone": "Europe/London", "dateOfBirth": "1815-12-10",
                 "preferences": {"sidebar": {"open": true, "width": 3}}}""").expect(200);

        var patched = person.api().with("If-Match", before.header("ETag")).patch("/api/v1/profile", """
                {"firstName": null, "preferences": {"sidebar": {"open": null}}, "currency": "GBP"}""").expect(200);

        assertThat(patched.at("/name")).isEqualTo("Ada Lovelace");
        assertThat(patched.json().has("firstName")).isFalse();
        assertThat(patched.at("/dateOfBirth")).isEqualTo("1815-12-10");
        assertThat(patched.json().at("/preferences").toString()).isEqualTo("{\"sidebar\":{\"width\":3}}");
        assertThat(patched.header("ETag")).startsWith("\"2-");
        assertThat(person.api().get("/api/v1/profile").expect(200).json()).isEqualTo(patched.json());
        assertThat(person.api().get("/api/v1/audit-logs").text()).contains("profile.updated");
        person.api().with("If-Match", before.header("ETag")).patch("/api/v1/profile", "{}").expect(412);
    }

    @Test
    void isTheSameInEveryOrganization() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");

        guest.api().patch("/api/v1/profile", "{\"name\": \"Guest\"}").expect(200);

        assertThat(people.signIn(guest.email()).api().get("/api/v1/profile").at("/name")).isEqualTo("Guest");
        assertThat(host.api().get("/api/v1/organization/members/" + guest.userId()).at("/name")).isEqualTo("Guest");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "new@example.test"}       | 422 | email
            {"organizationId": "x"}             | 422 | organizationId
            {"timezone": "Nowhere"}             | 422 | timezone
            {"currency": null}                  | 422 | currency
            {"avatarUrl": "javascript:alert(1)"} | 422 | avatarUrl
            {"avatarUrl": "http://example.test/a.png"} | 422 | avatarUrl
            {"avatarUrl": "data:image/png;base64,AAAA"} | 422 | avatarUrl
            {"currency": "XQX"}                 | 422 | currency
            {"language": "xq"}                  | 422 | language
            {"dateOfBirth": "tomorrow"}         | 400 | dateOfBirth
            {"dateOfBirth": "2999-01-01"}       | 422 | dateOfBirth
            {"preferences": []}                 | 400 | preferences
            """)
    void refusesAPatchAndNamesTheField(String patch, int status, String field) {
        var refused = people.signUp().api().patch("/api/v1/profile", patch).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void keepsPreferencesOfABoundedSize() {
        var person = people.signUp();
        var body = """
                {"preferences": {"text": "%s"}}""";

        person.api().patch("/api/v1/profile", body.formatted("x".repeat(19_000))).expect(200);
        var refused = person.api().patch("/api/v1/profile", body.formatted("x".repeat(20_000))).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("preferences");
    }
}
