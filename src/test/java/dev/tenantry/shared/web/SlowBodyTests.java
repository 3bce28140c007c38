package dev.tenantry.shared.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Large bodies that begin and do not end, from an address that no other test sends from. */
class SlowBodyTests extends ApiTest {

    private static final String SLOW = "127.0.0.77";
    private static final int MOST = 256;
    private static final String LARGE = "x".repeat(LargeBodies.LARGE + 8_000);

    @Test
    void standInTheWayOfNobodyElse() throws Exception {
        var token = people.signUp().accessToken();
        var endless = new ArrayList<Socket>();
        try {
            for (var number = 0; number < MOST; number++) {
                endless.add(begin());
            }

            assertThat(send("127.0.0.1", "POST /auth/v1/recover", "", "{\"email\":\"" + LARGE + "\"}"))
                    .startsWith("HTTP/1.1 4");
            assertThat(send(SLOW, "POST /api/v1/companies", "Authorization: Bearer " + token + "\r\n",
                    "{\"name\":\"" + LARGE + "\"}")).startsWith("HTTP/1.1 422");
        } finally {
            for (var socket : endless) {
                socket.close();
            }
        }
    }

    private Socket begin() throws IOException {
        var socket = new Socket("127.0.0.1", port(), InetAddress.ofLiteral(SLOW), 0);
        var begun = "POST /auth/v1/signup HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2000000\r\n\r\n{\"email\":\"" + LARGE;
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private String send(String from, String request, String header, String body) {
        return RawHttp.send(port(), request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, from);
    }
}
