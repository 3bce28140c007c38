package dev.tenantry.operations.surface;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose word about a client's address is taken: configured proxies', of which loopback is none. */
class ClientAddressTests extends ApiTest {

    private static final String TOLD = "203.0.113.9, 198.51.100.7";

    @Test
    void isNotWhatAClientSaysOfItself() {
        assertThat(secured("127.0.0.1")).doesNotContain("Strict-Transport-Security");
        assertThat(signedUp("127.0.0.1", TOLD)).contains("\"ipAddress\":\"127.0.0.1\"").doesNotContain("198.51.100.7");
    }

    @Test
    void isWhatAConfiguredProxySays() {
        assertThat(secured("127.0.0.2")).contains("Strict-Transport-Security: max-age=");
        assertThat(signedUp("127.0.0.2", TOLD)).contains("198.51.100.7");
    }

    /** Some proxies write the port, and some write what is no address: then they are the client themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"198.51.100.8:51234|198.51.100.8", "[2001:db8::1]:99|2001:db8::1",
        "[2001:db8::2]|2001:db8::2", "2001:db8::3|2001:db8::3", "203.0.113.9, junk|127.0.0.2",
        "203.0.113.9, unknown|127.0.0.2", "198.51.100.9:1, 127.0.0.2:443|198.51.100.9",
        "fe80::1%eth0|fe80::1", "::ffff:198.51.100.10|198.51.100.10", "198.51.100.11:port|127.0.0.2",
        "::ffff:0:198.51.100.12|198.51.100.12",
        "64:ff9b::198.51.100.13|198.51.100.13", "0198.051.100.14|127.0.0.2", "203.0.113.9, 3325256714|127.0.0.2",
        "203.0.113.9, 127.2|127.0.0.2", "203.0.113.9, 2130706434|127.0.0.2",
        "203.0.113.9, 0177.0.0.2|127.0.0.2", "203.0.113.9, localhost|127.0.0.2"})
    void isReadAsProxiesWriteIt(String told, String address) {
        assertThat(signedUp("127.0.0.2", told)).contains("\"ipAddress\":\"" + address + "\"")
                .doesNotContain("203.0.113.9");
    }

    private String secured(String from) {
        return RawHttp.send(port(), "GET /nothing-here HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
                + "Connection: close\r\n\r\n", from);
    }

    /** The sessions of somebody who has signed up with a forwarded address. */
    private String signedUp(String from, String told) {
        var email = UUID.randomUUID() + "@example.test";
        var body = "{\"email\":\"" + email + "\",\"password\":\"correct horse battery staple\"}";
        RawHttp.send(port(),
                "POST /auth/v1/signup HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + told
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body,
                from);
        return people.signIn(email).api().get("/api/v1/sessions").text();
    }
}
