package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.UUID;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.apache.coyote.CloseNowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestFilterTests extends ApiTest {

    @Autowired
    private RequestFilter requestFilter;

    @ParameterizedTest
    @ValueSource(strings = {"a", "trace-1.2_3", "01a1fcfa-c3c8-7a75-af0d-f67019e4cf22"})
    void takesTheIdThatARequestHas(String id) {
        assertThat(api.with("X-Request-Id", id).get("/problems").header("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a;b", "${jndi:ldap://x}", "<script>", "\u00e4", "", " ", "a\tb",
        "a\u001b[31mb"})
    void givesAnotherIdInPlaceOfAnAbsurdOne(String id) {
        var answer = RawHttp.send(port(),
                "GET /problems HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: " + id + "\r\n\r\n");

        assertThat(UUID.fromString(answer.replaceAll("(?s).*X-Request-Id: ([^\r]*)\r.*", "$1"))).isNotNull();
    }

    @Test
    void givesAnotherIdInPlaceOfALongOne() {
        assertThat(api.with("X-Request-Id", "x".repeat(128)).get("/problems").header("X-Request-Id")).hasSize(128);
        assertThat(api.with("X-Request-Id", "x".repeat(129)).get("/problems").header("X-Request-Id")).hasSize(36);
    }

    @Test
    void answersWhatAFilterFailsAt() throws Exception {
        var broken = filter((_, response) -> {
            response.getOutputStream().print("half of");
            throw new IllegalStateException("ada@example.test");
        });
        var refused = filter((_, _) -> {
            throw ProblemException.notFound();
        });

        assertThat(broken.getStatus()).isEqualTo(500);
        assertThat(broken.getContentType()).isEqualTo("application/problem+json");
        assertThat(broken.getContentAsString()).startsWith("{")
                .contains("\"code\":\"internal\"")
                .doesNotContain("ada@example");
        assertThat(refused.getStatus()).isEqualTo(404);
    }

    @Test
    void cutsAnAnswerOffThatHasBegun() {
        assertThatThrownBy(() -> filter((_, response) -> {
            response.flushBuffer();
            throw new IllegalStateException("ada@example.test");
        })).isInstanceOf(CloseNowException.class);
    }

    private MockHttpServletResponse filter(FilterChain chain) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        try (var _ = ExpectedFailures.loggedBy(RequestFilter.class.getName())) {
            requestFilter.doFilter(new MockHttpServletRequest("GET", "/"), response, chain);
        }
        return response;
    }
}
