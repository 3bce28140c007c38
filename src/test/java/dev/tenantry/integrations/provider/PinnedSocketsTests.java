package dev.tenantry.integrations.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server may say what it likes for as long as it likes: it is not listened to. */
class PinnedSocketsTests {

    @Test
    void endsWithWhatIsTooMuchAndWithWhatTakesTooLong() throws IOException {
        assertThatThrownBy(() -> listen(Duration.ofMinutes(1), 10_000, "A".repeat(1_000), Duration.ZERO))
                .hasMessage("the server says more than 10000 bytes");
        assertThatThrownBy(() -> listen(Duration.ofMillis(200), 1_000_000, "220-hi\r\n", Duration.ofMillis(20)))
                .hasMessage("no whole answer within 0 s");
    }

    /** Nor is it waited for, though each read may wait as long as all of them. */
    @Test
    void waitForNoLongerThanIsLeft() throws IOException {
        var begun = System.nanoTime();

        assertThatThrownBy(
                () -> listen(Duration.ofSeconds(1), 1_000_000, "220-hi\r\n", Duration.ofMillis(700),
                        Duration.ofMinutes(1)))
                .hasMessage("no whole answer within 1 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_500));
    }

    private static void listen(Duration time, long most, String said, Duration... pauses) throws IOException {
        var here = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 1, here);
                var socket = new PinnedSockets(here, time, most).createSocket()) {
            socket.connect(InetSocketAddress.createUnresolved("mail.example", server.getLocalPort()), 1_000);
            socket.setSoTimeout((int) time.toMillis());
            Thread.ofVirtual().start(() -> {
                try (var other = server.accept()) {
                    for (var turn = 0;; turn++) {
                        Thread.sleep(pauses[Math.min(turn, pauses.length - 1)]);
                        other.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException | InterruptedException _) {
                    // nobody listens any more
                }
            });
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
