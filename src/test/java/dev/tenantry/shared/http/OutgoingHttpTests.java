package dev.tenantry.shared.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Answers that are no HTTP are a failure of whoever gives them, as is no answer at all. */
class OutgoingHttpTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "HTTP/1.1", "HTTP/1.1 000 X\r\n\r\n", "HTTP/1.1 00 X\r\n\r\n",
        "HTTP/1.1 -1 X\r\n\r\n", "HTTP/1.1 99999999999 X\r\n\r\n", "HTTP/1.1 99 X\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: wrapped\r\n\r\nx", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Type: ;;;\r\nContent-Encoding: gzip\r\n\r\nx"})
    void areNoMistakeOfOurs(String answer) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var http = new OutgoingHttp(SystemDefaultDnsResolver.INSTANCE, 1, 1)) {
            Thread.ofVirtual().start(() -> answer(server, answer));
            try {
                assertThat(read(http, server.getLocalPort(), Duration.ofSeconds(5))).isIn("", "x");
            } catch (IOException failure) {
                assertThat(failure).message().isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", value = {"=>the connection broke off before there was a whole answer",
        "HTTP/1.1 000 X\\r\\n\\r\\n=>the answer is no HTTP",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nx=>the connection broke off before there was a whole answer",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n=>the answer is no HTTP"})
    void saysWhatIsWrongWithTheAnswer(@Nullable String answer, String reason) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var http = new OutgoingHttp(SystemDefaultDnsResolver.INSTANCE, 1, 1)) {
            Thread.ofVirtual()
                    .start(() -> answer(server, Objects.requireNonNullElse(answer, "").translateEscapes()));

            assertThatThrownBy(() -> read(http, server.getLocalPort(), Duration.ofSeconds(5))).hasMessage(reason);
        }
    }

    @Test
    void saysThatNothingCameOrNotAllOfIt() throws Exception {
        var longest = Duration.ofMillis(200);
        try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                var http = new OutgoingHttp(SystemDefaultDnsResolver.INSTANCE, 1, 1)) {
            assertThatThrownBy(() -> read(http, server.getLocalPort(), longest)).hasMessage("no answer within 0 s");

            Thread.ofVirtual().start(() -> drip(server));
            assertThatThrownBy(() -> read(http, server.getLocalPort(), longest))
                    .hasMessage("no whole answer within 0 s");
        }
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var http = new OutgoingHttp(SystemDefaultDnsResolver.INSTANCE, 1, 1)) {
            var port = server.getLocalPort();
            server.close();

            assertThatThrownBy(() -> read(http, port, Duration.ofSeconds(5))).hasMessage("the connection is refused");
            assertThatThrownBy(
                    () -> http.exchange(new HttpGet("http://nowhere.invalid"), Duration.ofSeconds(5), _ -> ""))
                    .hasMessage(NetworkFailure.UNKNOWN);
        }
    }

    private static String read(OutgoingHttp http, int port, Duration longest) throws IOException {
        return http.exchange(new HttpGet("http://127.0.0.1:" + port), longest,
                response -> response.getEntity() == null
                        ? ""
                        : new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The first to be accepted has gone by then. */
    private static void drip(ServerSocket server) {
        try (var _ = server.accept(); var socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            var _ = socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            socket.getInputStream().readNBytes(16);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            // The client has gone.
        }
    }
}
