package dev.tenantry.identity;

import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class SignUpTests extends ApiTest {

    @Test
    void namesTheFieldOfASecretThatIsTooLong() {
        var refused = api.post("/auth/v1/signup", """
                {"email": "long@example.test", "password": "%s"}""".formatted("A".repeat(70_000)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("password: size must be").doesNotContain("value");
    }

    @Test
    void answersWithASessionAndItsUser() {
        var local = UUID.randomUUID().toString();

        var answer = signUp("""
                {"email": " New.%s@Example.test ", "password": "correct horse", "data": {"name": "New Person"}}"""
                .formatted(local)).expect(200);

        var email = "new." + local + "@example.test";
        assertThat(answer.at("/token_type")).isEqualTo("bearer");
        assertThat(answer.json().at("/expires_in").asInt()).isBetween(3590, 3600);
        assertThat(answer.json().at("/user").propertyNames()).contains("id", "aud", "role", "email", "phone",
                "email_confirmed_at", "confirmed_at", "last_sign_in_at", "app_metadata", "user_metadata", "identities",
                "factors", "is_anonymous", "created_at", "updated_at");
        assertThat(answer.at("/user/email")).isEqualTo(email);
        assertThat(answer.at("/user/user_metadata/name")).isEqualTo("New Person");
        assertThat(answer.at("/user/app_metadata/provider")).isEqualTo("email");
        assertThat(answer.at("/user/app_metadata/providers/0")).isEqualTo("email");
        assertThat(answer.at("/user/identities/0/identity_data/email")).isEqualTo(email);
        assertThat(answer.response().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.text()).doesNotContain("correct horse", "bcrypt");
    }

    @Test
    void issuesAnAccessTokenWithTheDocumentedClaims() {
        var person = people.signUp();

        var claims = Tokens.claims(person.accessToken());

        assertThat(Tokens.header(person.accessToken()).at("/alg").asString()).isEqualTo("ES256");
        assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "email",
                "phone",
                "role", "aal", "amr", "session_id", "org_id", "org_role", "app_metadata", "user_metadata",
                "is_anonymous");
        assertThat(claims.at("/sub").asString()).isEqualTo(person.userId().toString());
        assertThat(claims.at("/aud").asString()).isEqualTo("authenticated");
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isEqualTo(3600);
        assertThat(claims.at("/org_role").asString()).isEqualTo("owner");
        assertThat(claims.at("/amr/0/method").asString()).isEqualTo("password");
    }

    @Test
    void makesAPersonalOrganizationAndAProfile() {
        var email = UUID.randomUUID() + "@example.test";
        var token = signUp("""
                {"email": "%s", "password": "correct horse", "data": {"full_name": "Ada"}}""".formatted(email))
                .at("/access_token");

        var organization = api.bearer(token).get("/api/v1/organization").expect(200);
        var profile = api.bearer(token).get("/api/v1/profile").expect(200);

        assertThat(organization.at("/name")).isEqualTo("Ada");
        assertThat(organization.at("/kind")).isEqualTo("personal");
        assertThat(organization.id()).isNotEqualTo(profile.id());
        assertThat(profile.at("/organizationId")).isEqualTo(organization.id());
        assertThat(profile.at("/email")).isEqualTo(email);
    }

    @Test
    void refusesAnAddressThatIsTaken() {
        var person = people.signUp();

        var answer = signUp("""
                {"email": "%s", "password": "another password"}""".formatted(person.email()
                .toUpperCase(
                        Locale.ROOT)))
                .expect(422);

        assertThat(answer.at("/error_code")).isEqualTo("user_already_exists");
    }

    @Test
    void givesAnAddressToOneOfManyWhoWantItAtOnce() {
        var body = """
                {"email": "%s@example.test", "password": "correct horse"}""".formatted(UUID.randomUUID());

        var answers = Parallel.times(16, () -> signUp(body));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> assertThat(answer.at("/error_code")).isEqualTo("user_already_exists"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "nobody", "a b@example.test", "a@b@c", "@example.test", "a@", "a@-b.test",
        "ü@example.test", "a\\u0000@example.test"})
    void refusesWhatIsNoAddress(String email) {
        var answer = signUp("""
                {"email": "%s", "password": "correct horse"}""".formatted(email));

        answer.expect(400);
        // Text with the character U+0000 is refused before it is an address.
        assertThat(answer.at("/error_code")).isEqualTo(email.contains("u0000") ? "bad_json" : "validation_failed");
    }

    @Test
    void refusesAShortPasswordAndSaysWhy() {
        var answer = signUp("""
                {"email": "short@example.test", "password": "short"}""").expect(422);

        assertThat(answer.at("/error_code")).isEqualTo("weak_password");
        assertThat(answer.at("/weak_password/reasons/0")).isEqualTo("length");
    }

    @Test
    void takesA72BytePasswordAndRefusesALongerOne() {
        var longest = "ü".repeat(36);
        var email = UUID.randomUUID() + "@example.test";
        var body = """
                {"email": "%s", "password": "%s"}""";

        signUp(body.formatted(email, longest)).expect(200);
        var longer = signUp(body.formatted("x" + email, longest + "x")).expect(422);
        var signIn = api.post("/auth/v1/token?grant_type=password", body.formatted(email, longest + "x")).expect(400);

        assertThat(longer.at("/msg")).contains("72 bytes");
        assertThat(signIn.at("/error_code")).isEqualTo("invalid_credentials");
        api.post("/auth/v1/token?grant_type=password", body.formatted(email, longest)).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "a@example.test"}                                   | 400 | validation_failed
            {"email": "a@example.test", "password": "correct horse", "code_challenge": "x"} | 400 | validation_failed
            {}                                                            | 422 | anonymous_provider_disabled
            {"phone": "+43123456", "password": "correct horse"}           | 400 | phone_provider_disabled
            {"email": 7, "password": "correct horse"}                     | 400 | bad_json
            {"email": {}, "password": "correct horse"}                    | 400 | bad_json
            {"email": "a@example.test", "password": "correct horse", "data": [1]} | 400 | bad_json
            {"email":                                                     | 400 | bad_json
            """)
    void namesWhatIsWrongWithTheBody(String body, int status, String code) {
        var answer = signUp(body).expect(status);

        assertThat(answer.at("/error_code")).isEqualTo(code);
    }

    @Test
    void refusesMetadataThatNoTokenCouldCarry() {
        var answer = signUp("""
                {"email": "big@example.test", "password": "correct horse", "data": {"x": "%s"}}"""
                .formatted("x".repeat(5000))).expect(422);

        assertThat(answer.at("/msg")).contains("data");
    }

    @Test
    void carriesTheLargestMetadataInATokenThatWorks() {
        var answer = signUp("""
                {"email": "%s@example.test", "password": "correct horse", "data": {"x": "%s"}}"""
                .formatted(UUID.randomUUID(), "x".repeat(4000))).expect(200);

        api.bearer(answer.at("/access_token")).get("/api/v1/profile").expect(200);
    }

    @Test
    void refusesMetadataThatTheDatabaseCannotKeep() {
        var answer = signUp("""
                {"email": "%s@example.test", "password": "correct horse", "data": {"x": "\\u0000"}}"""
                .formatted(UUID.randomUUID())).expect(400);

        assertThat(answer.at("/error_code")).isEqualTo("bad_json");
    }

    @Test
    void tellsErrorsInTheFormatThatTheClientAsksFor() {
        var answer = api.with("X-Supabase-Api-Version", "2024-01-01").post("/auth/v1/signup", "{}");

        assertThat(answer.json().propertyNames()).containsExactly("code", "message");
        assertThat(answer.at("/code")).isEqualTo("anonymous_provider_disabled");
        assertThat(answer.header("X-Supabase-Api-Version")).isEqualTo("2024-01-01");
    }

    @Test
    void ignoresTheKeyThatClientsSendInPlaceOfAToken() {
        var answer = api.bearer("anon-key")
                .with("apikey", "anon-key")
                .post("/auth/v1/signup", """
                {"email": "%s@example.test", "password": "correct horse", "gotrue_meta_security": {}}"""
                        .formatted(UUID.randomUUID()));

        answer.expect(200);
    }

    private Answer signUp(String body) {
        return api.post("/auth/v1/signup", body);
    }
}
