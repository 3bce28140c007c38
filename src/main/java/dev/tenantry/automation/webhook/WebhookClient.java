package dev.tenantry.automation.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts to addresses that the guard has checked: a connection of its own for each request, no redirects, no proxy, no
 * cookies, an end to the time and to what is read of the answer.
 */
@Component
class WebhookClient {

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 200;

    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
    private final int maxResponse;

    WebhookClient(AddressGuard guard, WebhookSettings settings) {
        this.maxResponse = (int) settings.maxResponseSize().toBytes();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guard)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom().setConnectTimeout(CONNECT_TIMEOUT).build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .setUserAgent("Tenantry-Webhooks/1")
                .build();
    }

    /** @param retryAfter the header, as it stands */
    record Answer(int status, String body, @Nullable String retryAfter) {}

    /** @throws AddressGuard.Refused where the host's address may not be reached */
    Answer post(URI url, String body, Map<String, String> headers, Duration timeout) throws IOException {
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var deadline = deadlines.schedule(() -> request.cancel(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(request);
        } catch (IOException failure) {
            throw deadline.isDone()
                    ? new IOException("no answer within " + timeout.toSeconds() + " s", failure)
                    : failure;
        } finally {
            deadline.cancel(false);
        }
    }

    private Answer exchange(HttpPost request) throws IOException {
        var response = http.executeOpen(null, request, null);
        try {
            return read(response);
        } finally {
            // Breaks the connection: closing the answer alone would read it to its end, which need not exist.
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        var retryAfter = response.getFirstHeader("Retry-After");
        return new Answer(response.getCode(), body(response), retryAfter == null ? null : retryAfter.getValue());
    }

    private String body(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        return new String(response.getEntity().getContent().readNBytes(maxResponse), StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
