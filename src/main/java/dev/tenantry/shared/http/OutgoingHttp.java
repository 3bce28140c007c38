package dev.tenantry.shared.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers that may be anybody's: a connection of its own for each request, no redirects, no proxy, no cookies, no
 * compression, and an end to the time, which a server that answers slowly does not put off.
 */
final class OutgoingHttp implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("http-deadlines").factory());

    /**
     * @param resolver decides which addresses are reached: those that it names are the ones that are connected to
     * @param most     connections at once
     * @param mostEach of those to one host
     */
    OutgoingHttp(DnsResolver resolver, int most, int mostEach) {
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(mostEach)
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Reads an answer, as much of it as there is use for. What it throws is said of the answer. */
    interface Reader<T> {

        T read(ClassicHttpResponse response) throws IOException;
    }

    /** @throws IOException where the resolver refuses the host, or the answer has not been read in time */
    <T> T exchange(HttpUriRequestBase request, Duration timeout, Reader<T> reader) throws IOException {
        // Said before the connection is broken, which is noticed before the deadline's task has ended.
        var isLate = new AtomicBoolean();
        var deadline = deadlines.schedule(() -> {
            isLate.set(true);
            request.cancel();
        }, timeout.toMillis(), TimeUnit.MILLISECONDS);
        var isBegun = new AtomicBoolean();
        try {
            return exchange(request, response -> {
                isBegun.set(true);
                return reader.read(response);
            });
        } catch (IOException failure) {
            throw isLate.get()
                    ? new IOException((isBegun.get() ? "no whole answer within " : "no answer within ")
                            + timeout.toSeconds() + " s", failure)
                    : NetworkFailure.said(failure);
        } finally {
            deadline.cancel(false);
        }
    }

    private <T> T exchange(HttpUriRequestBase request, Reader<T> reader) throws IOException {
        @Nullable
        ClassicHttpResponse response = null;
        try {
            response = client.executeOpen(null, request, null);
            return reader.read(response);
        } catch (RuntimeException failure) {
            // What is no HTTP, such as a status of 000, the client calls a mistake of its caller.
            throw new IOException(NetworkFailure.NO_HTTP, failure);
        } finally {
            // Breaks the connection: closing the answer alone would read it to its end, which need not exist.
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
