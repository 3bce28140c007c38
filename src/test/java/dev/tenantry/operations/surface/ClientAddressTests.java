package dev.tenantry.operations.surface;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose word about a client's address is taken: configured proxies', of which loopback is none. */
class ClientAddressTests extends ApiTest {

    @Test
    void isNotWhatAClientSaysOfItself() {
        assertThat(secured("127.0.0.1")).doesNotContain("Strict-Transport-Security");
        assertThat(signedUp("127.0.0.1")).contains("\"ipAddress\":\"127.0.0.1\"").doesNotContain("198.51.100.7");
    }

    @Test
    void isWhatAConfiguredProxySays() {
        assertThat(secured("127.0.0.2")).contains("Strict-Transport-Security: max-age=");
        assertThat(signedUp("127.0.0.2")).contains("198.51.100.7");
    }

    private String secured(String from) {
        return RawHttp.send(port(), "GET /nothing-here HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
                + "Connection: close\r\n\r\n", from);
    }

    /** The sessions of somebody who has signed up with a forwarded address. */
    private String signedUp(String from) {
        var email = UUID.randomUUID() + "@example.test";
        var body = "{\"email\":\"" + email + "\",\"password\":\"correct horse battery staple\"}";
        RawHttp.send(port(),
                "POST /auth/v1/signup HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9, 198.51.100.7"
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body,
                from);
        return people.signIn(email).api().get("/api/v1/sessions").text();
    }
}
