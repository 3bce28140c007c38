package dev.tenantry.shared.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ContainerErrorTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET /problems/a|b HTTP/1.1,            400, malformed
            GET /problems/%zz HTTP/1.1,            400, malformed
            GET /problems/%00 HTTP/1.1,            400, malformed
            GET /problems//malformed HTTP/1.1,     400, malformed
            GET /problems;x=1/malformed HTTP/1.1,  400, malformed
            GET /problems/malformed HTTP/9.9,      400, malformed
            BR=EW /problems HTTP/1.1,              400, malformed
            TRACE /problems HTTP/1.1,              405, method-not-allowed
            PUT /problems HTTP/1.1,                405, method-not-allowed
            GET /error HTTP/1.1,                   401, unauthenticated
            """)
    void answersAProblemToWhatNeverReachesAnEndpoint(String requestLine, int status, String code) {
        var answer = RawHttp.send(port, requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/problem+json")
                .contains("X-Request-Id: ")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"status\":" + status)
                .contains("\"correlationId\":\"")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContain("Exception", "<html");
    }

    @ParameterizedTest
    @CsvSource({"GET /problems?x=%FF, 400", "GET /auth/v1/verify?token=%FF, 400",
        "GET /auth/v1/authorize?provider=%C3, 400",
        "GET /auth/v1/verify?token=%zz, 400"})
    void takesParametersThatCannotBeDecodedForTheCallersFault(String request, int status) {
        var answer = RawHttp.send(port, request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("Exception");
    }

    @Test
    void takesMoreParametersThanItReadsForTheCallersFault() {
        var answer = RawHttp.send(port, "GET /auth/v1/verify?token=x" + "&a=b".repeat(2_000)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception");
    }

    /** A library of another purpose brings the format along. */
    @Test
    void speaksNoFormatButJson() {
        var head = "Host: localhost\r\nConnection: close\r\nAccept: application/cbor\r\n";
        var answered = RawHttp.send(port, "GET /auth/v1/health HTTP/1.1\r\n" + head + "\r\n");
        var read = RawHttp.send(port, "POST /auth/v1/token?grant_type=password HTTP/1.1\r\n"
                + head.replace("application/cbor", "*/*")
                + "Content-Type: application/cbor\r\nContent-Length: 1\r\n\r\nx");

        assertThat(answered).startsWith("HTTP/1.1 406").contains("Content-Type: application/json");
        assertThat(read).startsWith("HTTP/1.1 415").contains("Content-Type: application/json");
    }

    @Test
    void answersAProblemToHeadersThatAreTooLong() {
        var answer = RawHttp.send(port,
                "GET /problems HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431")
                .contains("Content-Type: application/problem+json")
                .contains("\"code\":\"headers-too-large\"");
    }

    @Test
    void answersAProblemToAnAddressThatIsTooLong() {
        var answer = RawHttp.send(port,
                "GET /problems?x=" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414").contains("\"code\":\"uri-too-long\"");
    }

    @Test
    void answersAProblemToABodyWithoutAnHonestLength() {
        var answer = RawHttp.send(port, "POST /problems HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"");
    }

    @Test
    void answersAProblemToABrowserToo() {
        var answer = Api.at(port).with("Accept", "text/html").get("/problems/none-of-this-name");

        assertThat(answer.expect(404).header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/instance")).isEqualTo("/problems/none-of-this-name");
        assertThat(answer.at("/correlationId")).isEqualTo(answer.header("X-Request-Id"));
    }
}
