package dev.tenantry.integrations.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server may say what it likes for as long as it likes: it is not listened to. */
class PinnedSocketsTests {

    @Test
    void endsWithWhatIsTooMuchAndWithWhatTakesTooLong() throws IOException {
        assertThatThrownBy(() -> listen(Duration.ofMinutes(1), 10_000, "A".repeat(1_000), Duration.ZERO))
                .hasMessage("the server says more than 10000 bytes");
        assertThatThrownBy(() -> listen(Duration.ofMillis(200), 1_000_000, "220-hi\r\n", Duration.ofMillis(20)))
                .hasMessage("the conversation takes longer than 0 s");
    }

    private static void listen(Duration time, long most, String said, Duration pause) throws IOException {
        var here = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 1, here);
                var socket = new PinnedSockets(here, time, most).createSocket()) {
            socket.connect(InetSocketAddress.createUnresolved("mail.example", server.getLocalPort()), 1_000);
            Thread.ofVirtual().start(() -> {
                try (var other = server.accept()) {
                    while (true) {
                        other.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                        Thread.sleep(pause);
                    }
                } catch (IOException | InterruptedException _) {
                    // nobody listens any more
                }
            });
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
