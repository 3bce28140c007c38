package dev.tenantry.identity.token;

import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** The function is the operator's to replace, as the owner of the schema. */
class AccessTokenHookTests extends ApiTest {

    @AfterEach
    void restore() throws SQLException {
        replace("return event;");
    }

    @Test
    void addsClaims() throws SQLException {
        var person = people.signUp();
        replace("""
                return jsonb_set(jsonb_set(event, '{claims,plan}', '{"name": "gold", "seats": 3}'), '{claims,how}',
                    to_jsonb(event ->> 'authentication_method'));""");

        var signedIn = people.signIn(person.email());
        var refreshed = api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(signedIn.refreshToken())).expect(200);

        assertThat(Tokens.claims(signedIn.accessToken()).at("/plan/seats").asInt()).isEqualTo(3);
        assertThat(Tokens.claims(signedIn.accessToken()).at("/how").asString()).isEqualTo("password");
        assertThat(Tokens.claims(refreshed.at("/access_token")).at("/how").asString()).isEqualTo("token_refresh");
        signedIn.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void changesNoClaimThatTheApplicationReliesOn() throws SQLException {
        var person = people.signUp();
        var before = Tokens.claims(people.signIn(person.email()).accessToken());
        replace("""
                return jsonb_build_object('claims', jsonb_build_object('sub', gen_random_uuid(), 'org_id', gen_random_uuid(),
                    'session_id', gen_random_uuid(), 'aal', 'aal2', 'iss', 'x', 'aud', 'y', 'exp', 1, 'iat', 'z', 'nbf', 'never', 'jti', 1,
                    'role', 'service_role', 'is_anonymous', true, 'act', 'somebody', 'email', 'shown@example.test'));""");

        var signedIn = people.signIn(person.email());

        var claims = Tokens.claims(signedIn.accessToken());
        for (var name : new String[]{"sub", "org_id", "aal", "iss", "aud", "role", "is_anonymous"}) {
            assertThat(claims.path(name)).as(name).isEqualTo(before.path(name));
        }
        assertThat(claims.has("act")).isFalse();
        assertThat(claims.has("nbf")).isFalse();
        assertThat(claims.path("email").asString()).isEqualTo("shown@example.test");
        signedIn.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void isAProblemOutsideOfTheServiceOfSignIn() throws SQLException {
        var person = people.signUp();
        replace("raise exception 'mine';");

        var refused = person.api().put("/api/v1/session/organization", """
                {"organizationId": "%s"}""".formatted(person.organizationId())).expect(503);

        assertThat(refused.at("/code")).isEqualTo("unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.text()).doesNotContain("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"raise exception 'mine';|503|unexpected_failure",
        "return null;|503|unexpected_failure", "return '[]';|503|unexpected_failure",
        "return '{\"claims\": 1}';|503|unexpected_failure",
        "return jsonb_build_object('claims', jsonb_build_object('x', repeat('x', 13000)));|503|unexpected_failure",
        "perform pg_sleep(5); return event;|503|hook_timeout",
        "return '{\"error\": {\"http_code\": 422, \"message\": \"not on Sundays\"}}';|422|hook_refused",
        "return '{\"error\": {\"http_code\": 200}}';|403|hook_refused"})
    void refusesTheSignInThatItFailsAt(String body, int status, String code) throws SQLException {
        var person = people.signUp();
        replace(body);

        var refused = signIn(person).expect(status);

        assertThat(refused.at("/error_code")).isEqualTo(code);
        assertThat(refused.text()).doesNotContain("mine");
        if (status == 422) {
            assertThat(refused.at("/msg")).isEqualTo("not on Sundays");
        }
        restore();
        signIn(person).expect(200);
    }

    private Answer signIn(Person person) {
        return api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password()));
    }

    private static void replace(String body) throws SQLException {
        try (var connection = TestDatabase.server().connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create or replace function public.custom_access_token_hook(event jsonb) returns jsonb language plpgsql as
                    $$ begin %s end $$""".formatted(body));
        }
    }
}
