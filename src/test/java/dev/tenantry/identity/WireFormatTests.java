package dev.tenantry.identity;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** What Supabase's clients read wherever the answer comes from. */
class WireFormatTests extends ApiTest {

    private static final String VERSION = "X-Supabase-Api-Version";

    @ParameterizedTest
    @CsvSource({"GET, /auth/v1/nothing, 404", "POST, /auth/v1/admin/nothing/else, 404", "GET, /auth/v1/token, 405",
        "DELETE, /auth/v1/user, 405", "PATCH, /auth/v1/.well-known/jwks.json, 405", "GET, /auth/v1, 401",
        "GET, /auth/v1//user, 400", "GET, /auth/v1/user;a=b, 400"})
    void tellsWhatNoEndpointAnswersInTheFormatOfTheClients(String method, String path, int status) {
        var before = api.send(method, path, null).expect(status);
        var since = api.with(VERSION, "2024-01-01").send(method, path, null).expect(status);

        assertThat(before.header("Content-Type")).isEqualTo("application/json");
        assertThat(before.json().at("/code").asInt()).isEqualTo(status);
        assertThat(before.at("/error_code")).isNotEmpty();
        assertThat(before.at("/msg")).isNotEmpty();
        assertThat(since.header(VERSION)).isEqualTo("2024-01-01");
        assertThat(since.at("/code")).isEqualTo(before.at("/error_code"));
        assertThat(since.at("/message")).isEqualTo(before.at("/msg"));
        assertThat(since.header("Allow")).isEqualTo(before.header("Allow"));
    }

    @Test
    void tellsOfABodyThatIsTooLarge() {
        var answer = api.post("/auth/v1/signup", "{\"email\": \"%s\"}".formatted("x".repeat(3 << 20))).expect(413);

        assertThat(answer.at("/error_code")).isEqualTo("validation_failed");
        assertThat(answer.at("/msg")).isNotEmpty();
    }

    @Test
    void tellsWhatTheContainerRefuses() {
        var answer = RawHttp.send(port(),
                "GET /auth/v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/json", "\"error_code\":\"bad_json\"", "X-Request-Id: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01", "2024-01-02", "2031-12-31"})
    void answersLaterClientsInTheNewestFormat(String version) {
        var answer = api.with(VERSION, version).get("/auth/v1/user").expect(401);

        assertThat(answer.at("/code")).isEqualTo("no_authorization");
        assertThat(answer.header(VERSION)).isEqualTo("2024-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-12-31", "2024", "newest", "2024-13-01"})
    void answersOlderClientsAsBefore(String version) {
        var answer = api.with(VERSION, version).get("/auth/v1/user").expect(401);

        assertThat(answer.at("/error_code")).isEqualTo("no_authorization");
        assertThat(answer.header(VERSION)).isEmpty();
    }

    @Test
    void saysOfProvidersThatItDoesNotHaveThatItDoesNot() {
        var settings = api.get("/auth/v1/settings").expect(200).json();

        assertThat(settings.at("/external/apple").isBoolean()).isTrue();
        assertThat(settings.at("/external/apple").asBoolean()).isFalse();
        assertThat(settings.at("/external/email").asBoolean()).isTrue();
        assertThat(settings.at("/external/keycloak").asBoolean()).isTrue();
    }

    @Test
    void letsNobodyComeBackTooEarly() {
        assertThat(AuthException.overSmsSendRate(Duration.ofMillis(300)).text()).contains("after 1 seconds");
        assertThat(AuthException.overEmailSendRate(Duration.ofMillis(59_001)).text()).contains("after 60 seconds");
    }
}
