package dev.tenantry.identity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class SignUpTests {

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private People people = People.at(0);

    @BeforeEach
    void client() {
        api = Api.at(port);
        people = People.at(port);
    }

    @Test
    void answersWithASessionAndItsUser() {
        var answer = api.post("/auth/v1/signup", """
                {"email": " New.Person@Example.test ", "password": "correct horse", "data": {"name": "New Person"}}""");

        answer.expect(200);
        assertThat(answer.at("/token_type")).isEqualTo("bearer");
        assertThat(answer.json().at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.at("/user/email")).isEqualTo("new.person@example.test");
        assertThat(answer.at("/user/aud")).isEqualTo("authenticated");
        assertThat(answer.at("/user/user_metadata/name")).isEqualTo("New Person");
        assertThat(answer.at("/user/app_metadata/providers/0")).isEqualTo("email");
        assertThat(answer.at("/user/identities/0/identity_data/email")).isEqualTo("new.person@example.test");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void issuesAnAccessTokenWithTheDocumentedClaims() {
        var person = people.signUp();

        var claims = Tokens.claims(person.accessToken());

        assertThat(Tokens.header(person.accessToken()).at("/alg").asString()).isEqualTo("ES256");
        assertThat(claims.propertyNames()).contains("iss", "sub", "aud", "exp", "iat", "email", "role", "aal", "amr",
                "session_id", "org_id", "org_role", "app_metadata", "user_metadata", "is_anonymous");
        assertThat(claims.at("/sub").asString()).isEqualTo(person.userId().toString());
        assertThat(claims.at("/aud").asString()).isEqualTo("authenticated");
        assertThat(claims.at("/org_role").asString()).isEqualTo("owner");
        assertThat(claims.at("/amr/0/method").asString()).isEqualTo("password");
    }

    @Test
    void letsTheTokenInAndNothingElse() {
        var person = people.signUp();

        assertThat(person.api().get("/auth/v1/user").expect(200).at("/id")).isEqualTo(person.userId().toString());
        assertThat(person.api().get("/api/v1/nothing-here").status()).isEqualTo(404);
        var refused = api.get("/api/v1/nothing-here").expect(401);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void worksInAnotherOrganizationAfterASwitch() {
        var host = people.signUp();

        var guest = people.signUpInto(host, "member");

        assertThat(Tokens.organization(guest.accessToken())).isEqualTo(host.organizationId());
        assertThat(Tokens.claims(guest.accessToken()).at("/org_role").asString()).isEqualTo("member");
        guest.api().get("/auth/v1/user").expect(200);
    }
}
