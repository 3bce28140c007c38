package dev.tenantry.bench.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests over a fixed number of connections, each with one request in flight, for a fixed time. Client and
 * server share the machine's cores, so it does as little as it can: blocking sockets on platform threads, requests made
 * beforehand, answers read and not understood.
 */
public final class LoadGenerator {
    /** Serials are unique among all runs of this process and unlikely to meet those of an earlier one. */
    private static final AtomicLong SERIALS = new AtomicLong(System.currentTimeMillis() << 20);
    private static final int MOST_FAILURES = 100;

    private final int port;
    private final Duration warmUp;
    private final Duration duration;

    public LoadGenerator(int port, Duration warmUp, Duration duration) {
        this.port = port;
        this.warmUp = warmUp;
        this.duration = duration;
    }

    /** Sends the requests in rotation; connections start at different places of the list. */
    public LoadResult run(int connections, List<RequestTemplate> requests) {
        var workers = new ArrayList<Worker>();
        var ready = new CountDownLatch(connections);
        for (var i = 0; i < connections; i++) {
            workers.add(new Worker(requests, (int) ((long) i * requests.size() / connections), ready));
        }
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (Future<?> running : workers.stream().map(threads::submit).toList()) {
                running.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load generator itself failed", e.getCause());
        }
        return result(workers);
    }

    /** Sends so many requests one after another, of which none may fail. */
    public void send(List<RequestTemplate> requests, int count) {
        var worker = new Worker(requests, 0, new CountDownLatch(0));
        worker.useConnectionFor(count);
        if (!worker.failures.isEmpty()) {
            throw new IllegalStateException("requests failed: " + worker.failures);
        }
    }

    private LoadResult result(List<Worker> workers) {
        var latencies = new Latencies();
        var failures = new TreeMap<String, Integer>();
        var sent = 0;
        for (var worker : workers) {
            latencies.addAll(worker.latencies);
            sent += worker.sent;
            worker.failures.forEach((answer, count) -> failures.merge(answer, count, Integer::sum));
        }
        latencies.sort();
        var rate = latencies.count() / (duration.toNanos() / 1e9);
        return new LoadResult(workers.size(), sent, latencies.count(), rate, latencies.percentile(0.5),
                latencies.percentile(0.95), latencies.percentile(0.99), latencies.percentile(1), failures);
    }

    private final class Worker implements Runnable {
        private final List<RequestTemplate> requests;
        private final CountDownLatch ready;
        private final Latencies latencies = new Latencies();
        private final Map<String, Integer> failures = new TreeMap<>();
        private int next;
        private int sent;
        private int failed;

        Worker(List<RequestTemplate> requests, int first, CountDownLatch ready) {
            this.requests = requests;
            this.next = first;
            this.ready = ready;
        }

        @Override
        public void run() {
            awaitOthers();
            var measuredFrom = System.nanoTime() + warmUp.toNanos();
            var end = measuredFrom + duration.toNanos();
            while (System.nanoTime() < end && failed < MOST_FAILURES) {
                useConnection(measuredFrom, end);
            }
        }

        private void awaitOthers() {
            ready.countDown();
            try {
                ready.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void useConnection(long measuredFrom, long end) {
            try (var connection = new HttpConnection(port)) {
                while (!connection.isClosing() && failed < MOST_FAILURES) {
                    var started = System.nanoTime();
                    if (started >= end) {
                        return;
                    }
                    var good = exchange(connection);
                    var answered = System.nanoTime();
                    if (good && started >= measuredFrom && answered <= end) {
                        latencies.add(answered - started);
                    }
                }
            } catch (IOException e) {
                fail(e.toString());
            }
        }

        private boolean exchange(HttpConnection connection) throws IOException {
            var request = requests.get(next).bytes(SERIALS.incrementAndGet());
            next = next + 1 == requests.size() ? 0 : next + 1;
            sent++;
            var status = connection.exchange(request);
            if (status < 200 || status > 299) {
                fail("status " + status);
                return false;
            }
            return true;
        }

        void useConnectionFor(int count) {
            var left = count;
            while (left > 0 && failed < MOST_FAILURES) {
                left -= sendUpTo(left);
            }
        }

        private int sendUpTo(int count) {
            var sent = 0;
            try (var connection = new HttpConnection(port)) {
                for (; sent < count && !connection.isClosing(); sent++) {
                    exchange(connection);
                }
            } catch (IOException e) {
                fail(e.toString());
                sent++;
            }
            return sent;
        }

        private void fail(String answer) {
            failed++;
            failures.merge(answer, 1, Integer::sum);
        }
    }
}
