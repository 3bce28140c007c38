package dev.tenantry.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks twice a second how the server is, as an orchestrator would: on a new connection each time, whether or not the last has been answered. */
public final class HealthProbe {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final int port;
    private final List<RequestTemplate> requests;
    private final AtomicLong longestNanos = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private int asked;

    /** @param paths answer 200 while all is well; asked in turn */
    public HealthProbe(int port, List<String> paths) {
        this.port = port;
        this.requests = paths.stream().map(path -> RequestTemplate.get(path, List.of("Connection: close"))).toList();
    }

    /** Returns when the time is over and everything is answered. */
    public void run(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newCachedThreadPool()) {
            while (System.nanoTime() < end) {
                var request = requests.get(asked++ % requests.size());
                threads.submit(() -> ask(request));
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public int asked() {
        return asked;
    }

    public Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    /** What came in place of 200. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private void ask(RequestTemplate request) {
        var started = System.nanoTime();
        try (var connection = new HttpConnection(port)) {
            var status = connection.exchange(request.bytes(0));
            if (status != 200) {
                failures.add(Integer.toString(status));
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
        longestNanos.accumulateAndGet(System.nanoTime() - started, Math::max);
    }
}
