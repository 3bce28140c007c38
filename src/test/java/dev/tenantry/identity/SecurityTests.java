package dev.tenantry.identity;

import java.net.http.HttpRequest;
import java.security.KeyFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecurityTests extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/organization", "/api/v1/nothing-here", "/admin/signing-keys", "/actuator",
        "/actuator/metrics", "/actuator/prometheus", "/actuator/info", "/nothing-here", "/actuator/healthy",
        "/Auth/v1/settings"})
    void letsNobodyInWithoutAToken(String path) {
        var refused = api.get(path).expect(401);

        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.at("/code")).isEqualTo("unauthenticated");
        assertThat(refused.at("/correlationId")).isEqualTo(refused.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/v1/settings", "/auth/v1/health", "/.well-known/jwks.json", "/openapi.json", "/docs",
        "/problems", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void isOpenWhereItHasToBe(String path) {
        api.get(path).expect(200);
    }

    @Test
    void tellsAStrangerNothingButThatItLives() {
        assertThat(api.get("/actuator/health").text()).doesNotContain("db", "postgres", "diskSpace");
    }

    @Test
    void opensTheActuatorToSuperAdminsAlone() {
        var person = people.signUp();
        person.api().get("/actuator/prometheus").expect(403);
        var admin = people.signUp();
        People.promote(admin.userId());

        assertThat(admin.api().get("/actuator/prometheus").expect(200).text()).contains("jvm_memory");
        assertThat(admin.api().get("/actuator/health").expect(200).at("/components/db/status")).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/profile", "/auth/v1/settings", "/nothing-here", "/auth/v1/signup"})
    void sendsSecurityHeadersWithEveryAnswer(String path) {
        var headers = api.get(path).response().headers();

        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        assertThat(headers.allValues("Cache-Control")).hasSize(1);
    }

    @Test
    void answersThePreflightOfAWebClient() {
        var answer = preflight(
                "apikey,authorization,x-client-info,x-supabase-api-version,prefer,idempotency-key,if-match");

        answer.expect(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("apikey", "authorization", "x-client-info",
                "x-supabase-api-version", "prefer", "idempotency-key", "if-match");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void letsWebPagesReadWhatTheyNeed() {
        var answer = api.with("Origin", "https://app.example.test").get("/api/v1/profile").expect(401);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Location", "X-Request-Id",
                "X-Total-Count", "Link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1//profile", "/api/v1/profile;a=b", "/auth/v1/..%2f..%2fapi/v1/profile",
        "/api/v1/%2e%2e/profile", "/api/v1/pro%00file", "/auth/v1/%2fsettings", "/api/v1/a%0d%0ab"})
    void answersAnErrorToAPathThatNobodySpellsSo(String path) {
        var isOfSignIn = path.startsWith("/auth/v1/");

        var answer = api.get(path).expect(400);

        assertThat(answer.header("Content-Type"))
                .startsWith(isOfSignIn ? "application/json" : "application/problem+json");
        assertThat(answer.at(isOfSignIn ? "/error_code" : "/code")).isEqualTo(isOfSignIn ? "bad_json" : "malformed");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answersAProblemToAMethodThatDoesNotExist() {
        var answer = api.send("PROPFIND", "/api/v1/profile", HttpRequest.BodyPublishers.noBody(), "text/plain");

        assertThat(answer.status()).isIn(400, 405);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void takesTheAddressOfAProxyForWhatItIs() {
        var email = UUID.randomUUID() + "@example.test";

        api.with("X-Forwarded-For", "not an address").post("/auth/v1/signup", """
                {"email": "%s", "password": "correct horse"}""".formatted(email)).expect(200);
    }

    @Test
    void signsWithAKeyThatIsPublished() throws Exception {
        var person = people.signUp();

        var answer = api.get("/auth/v1/.well-known/jwks.json").expect(200);

        assertThat(answer.header("Cache-Control")).contains("max-age=600").contains("public");
        assertThat(answer.text()).isEqualTo(api.get("/.well-known/jwks.json").text());
        var kid = Tokens.header(person.accessToken()).at("/kid").asString();
        var key = answer.json()
                .at("/keys")
                .valueStream()
                .filter(candidate -> candidate.at("/kid").asString().equals(kid))
                .findFirst()
                .orElseThrow();
        assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "crv", "alg", "use", "kid", "x", "y",
                "key_ops");
        assertThat(Tokens.isSignedWith(person.accessToken(), key)).isTrue();
    }

    @Test
    void rotatesKeysWithoutAnybodyNoticing() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var before = admin.api().get("/admin/signing-keys").expect(200).json().at("/results").size();

        var made = admin.api().post("/admin/signing-keys", "").expect(201);

        var published = api.get("/.well-known/jwks.json").json().at("/keys");
        assertThat(published.size()).isEqualTo(before + 1);
        assertThat(published.findValuesAsString("kid")).contains(made.id());
        assertThat(made.json().at("/isSigning").asBoolean()).isFalse();
        admin.api().get("/api/v1/profile").expect(200);
        var signedNow = people.signUp();
        assertThat(Tokens.header(signedNow.accessToken()).at("/kid").asString()).isNotEqualTo(made.id());
        assertThat(admin.api().get("/api/v1/audit-logs").text()).contains("signing-key.created");
    }

    @Test
    void keepsPrivateKeysEncrypted() throws Exception {
        try (var connection = TestDatabase.server().connectAs("tenantry_auth");
                var statement = connection.createStatement();
                var keys = statement.executeQuery("select private_key from auth.signing_keys")) {
            assertThat(keys.next()).isTrue();
            var stored = keys.getBytes(1);
            assertThatThrownBy(() -> KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(stored)))
                    .isInstanceOf(InvalidKeySpecException.class);
        }
    }

    private Answer preflight(String headers) {
        return api.with("Origin", "https://app.example.test")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", headers)
                .send("OPTIONS", "/auth/v1/token", null);
    }
}
