package dev.tenantry.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends hostile requests over some connections, each with one in flight, as fast as they are answered, and lets a few more
 * connections send theirs a byte a second. Notes every answer, whatever it is. Ends at its time even where the server
 * reads and answers nothing.
 */
public final class HostileLoad implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);
    private static final AtomicLong SERIALS = new AtomicLong(System.currentTimeMillis() << 20);

    private final int port;
    private final long end;
    private final Answers answers = new Answers();
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public HostileLoad(int port, Duration duration) {
        this.port = port;
        this.end = System.nanoTime() + duration.toNanos();
    }

    /** Starts connections that send the requests in rotation, each from another place of the list. */
    public void start(int connections, List<HostileRequest> requests) {
        for (var i = 0; i < connections; i++) {
            var first = (int) ((long) i * requests.size() / connections);
            threads.submit(() -> attack(requests, first));
        }
    }

    /** Starts connections that send theirs slowly. */
    public void startSlowly(int connections, List<HostileRequest> requests) {
        for (var i = 0; i < connections; i++) {
            var request = requests.get(i % requests.size());
            threads.submit(() -> trickle(request));
        }
    }

    /** Waits for the end and the last answers, and cuts off what is open then. */
    public Answers await() {
        threads.shutdown();
        try {
            var left = end - System.nanoTime() + LAST_ANSWERS.toNanos();
            if (!threads.awaitTermination(left, TimeUnit.NANOSECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        open.forEach(HttpConnection::cutOff);
    }

    private void attack(List<HostileRequest> requests, int first) {
        var next = first;
        while (!isOver()) {
            var request = requests.get(next);
            var started = System.nanoTime();
            try (var connection = connect()) {
                do {
                    request = requests.get(next);
                    next = (next + 1) % requests.size();
                    started = System.nanoTime();
                    var status = connection.exchange(request.request().bytes(SERIALS.incrementAndGet()));
                    note(request, Integer.toString(status), started);
                } while (!connection.isClosing() && !isOver());
                open.remove(connection);
            } catch (IOException e) {
                failed(request, e, started);
            }
        }
    }

    private void trickle(HostileRequest request) {
        var bytes = request.request().bytes(SERIALS.incrementAndGet());
        while (!isOver()) {
            var started = System.nanoTime();
            try (var connection = connect()) {
                for (var sent = 0; sent < bytes.length && !connection.isAnswering(); sent++) {
                    connection.send(new byte[]{bytes[sent]});
                    TimeUnit.NANOSECONDS.sleep(BETWEEN_BYTES.toNanos());
                    if (isOver()) {
                        note(request, "served until the end", started);
                        return;
                    }
                }
                note(request, Integer.toString(connection.readAnswer()), started);
            } catch (IOException e) {
                failed(request, e, started);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private HttpConnection connect() throws IOException {
        var connection = new HttpConnection(port);
        open.add(connection);
        return connection;
    }

    private void note(HostileRequest request, String answer, long started) {
        answers.add(request.kind(), answer, System.nanoTime() - started);
    }

    private void failed(HostileRequest request, IOException failure, long started) {
        if (!isOver()) {
            note(request, failure.getClass().getSimpleName(), started);
        }
    }

    private boolean isOver() {
        return System.nanoTime() >= end || Thread.currentThread().isInterrupted();
    }
}
