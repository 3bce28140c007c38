package dev.tenantry.shared.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of which a byte comes now and then, each part of one in its turn. */
class DrippingRequestTests extends ApiTest {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final String POST = "POST /auth/v1/%s HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LENGTH = "Content-Length: 1000\r\n\r\n";

    /** Both at a time, since they do little but wait. */
    @Test
    void endAndLeaveNothingBehind() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = List.of(threads.submit(this::endWhicheverPartDrips),
                    threads.submit(this::leavesItsTimeToNobodyElse));
            for (var one : all) {
                one.get();
            }
        }
    }

    private Void endWhicheverPartDrips() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = Stream.of("GE", "GET /auth/v1/health HTTP/1.1\r\nHost: local",
                    POST.formatted("signup") + "Content-Type: application/json\r\n" + LENGTH,
                    POST.formatted("sso/saml/acs") + "Content-Type: application/x-www-form-urlencoded\r\n" + LENGTH,
                    POST.formatted("nowhere") + LENGTH, POST.formatted("logout") + LENGTH,
                    POST.formatted("signup") + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;")
                    .<Callable<Duration>>map(begun -> () -> untilEnded(begun))
                    .toList();

            var ended = threads.invokeAll(requests);

            for (var one : ended) {
                assertThat(one.get()).isBetween(Duration.ZERO, LONGEST);
            }
        }
        return null;
    }

    /** The container keeps what carried a request for the next one. */
    private Void leavesItsTimeToNobodyElse() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heads = Stream.generate(() -> (Callable<Duration>) () -> untilEnded("GET /auth/v1/hea"))
                    .limit(8)
                    .toList();
            threads.invokeAll(heads);
            var later = Stream.generate(() -> (Callable<String>) this::inTwoPieces).limit(8).toList();

            for (var answer : threads.invokeAll(later)) {
                assertThat(answer.get()).startsWith("HTTP/1.1 200");
            }
        }
        return null;
    }

    private String inTwoPieces() throws Exception {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            var head = "GET /auth/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.substring(0, 20).getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(1_500);
            socket.getOutputStream().write(head.substring(20).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads beside, so that an answer is no end: the connection's is. */
    private Duration untilEnded(String begun) throws IOException {
        var start = System.nanoTime();
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout((int) PAUSE.toMillis());
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            while (System.nanoTime() - start < 2 * LONGEST.toNanos() && !hasEnded(socket)) {
                socket.getOutputStream().write('1');
            }
        } catch (IOException _) {
            // Closed while this was writing.
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // An answer.
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }
}
