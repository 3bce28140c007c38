package dev.tenantry.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The validator itself: what it lets pass and what it does not. */
@IntegrationTest
class OpenApiValidatorTests {

    private static final String CONTACT = """
            {"id": "1", "name": "Ada", "emails": [], "phones": [], "addresses": [], "externalIds": [], "version": 0, "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"%s}""";

    @LocalServerPort
    private int port;

    private OpenApiValidator validator;

    @BeforeEach
    void read() {
        validator = OpenApiValidator.of("http://localhost:" + port);
    }

    @Test
    void acceptsWhatIsDocumented() {
        validator.check("GET", "/api/v1/contacts/1", answer(200, "application/json", CONTACT.formatted("")));

        assertThat(validator.fault("GET", "/api/v1/contacts/1", answer(304, "", ""))).isNull();
    }

    @Test
    void refusesAnUndocumentedProperty() {
        var answer = answer(200, "application/json", CONTACT.formatted(", \"organizationId\": 1"));

        assertThatThrownBy(() -> validator.check("GET", "/api/v1/contacts/1", answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("organizationId");
    }

    @Test
    void refusesAMissingPropertyAndAWrongType() {
        assertThat(validator.fault("GET", "/api/v1/contacts/1", answer(200, "application/json", "{\"id\": \"1\"}")))
                .contains("name");
        assertThat(validator.fault("GET", "/api/v1/contacts/1",
                answer(200, "application/json", CONTACT.formatted(", \"ownerId\": \"nobody\"")))).contains("uuid");
    }

    @Test
    void refusesAnUndocumentedStatusAndMediaType() {
        assertThat(validator.fault("GET", "/api/v1/contacts/1", answer(418, "application/json", "{}")))
                .contains("status");
        assertThat(validator.fault("GET", "/api/v1/contacts/1", answer(200, "text/plain", "Ada"))).contains("media");
        assertThat(validator.fault("DELETE", "/api/v1/contacts/1", answer(204, "text/plain", "gone")))
                .contains("body");
    }

    @Test
    void refusesAnUndocumentedOperationThatAnswers() {
        assertThat(validator.fault("GET", "/api/v1/secrets", answer(200, "application/json", "{}")))
                .contains("operation");
    }

    private static Answer answer(int status, String type, String body) {
        var headers = HttpHeaders.of(Map.of("Content-Type", List.of(type), "X-Request-Id", List.of("1")),
                (_, _) -> true);
        return new Answer(new Made(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private record Made(int statusCode, HttpHeaders headers, byte[] body) implements HttpResponse<byte[]> {

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://localhost/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
