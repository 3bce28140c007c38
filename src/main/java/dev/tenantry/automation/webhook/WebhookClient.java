package dev.tenantry.automation.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.http.OutgoingHttp;

/** Posts to addresses that the guard has checked, with an end to the time and to what is read of the answer. */
@Component
class WebhookClient {

    private static final int MAX_CONNECTIONS = 200;

    private final OutgoingHttp http;
    private final int maxResponse;

    WebhookClient(AddressGuard guard, WebhookSettings settings) {
        this.maxResponse = (int) settings.maxResponseSize().toBytes();
        this.http = new OutgoingHttp("Tenantry-Webhooks/1", guard, MAX_CONNECTIONS, MAX_CONNECTIONS);
    }

    /** @param retryAfter the header, as it stands */
    record Answer(int status, String body, @Nullable String retryAfter) {}

    /** @throws AddressGuard.Refused where the host's address may not be reached */
    Answer post(URI url, String body, Map<String, String> headers, Duration timeout) throws IOException {
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return http.exchange(request, timeout, this::read);
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        var retryAfter = response.getFirstHeader("Retry-After");
        return new Answer(response.getCode(), body(response), retryAfter == null ? null : retryAfter.getValue());
    }

    private String body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        var type = ContentType.parseLenient(entity.getContentType());
        var charset = type == null ? null : type.getCharset();
        return new String(entity.getContent().readNBytes(maxResponse),
                charset == null ? StandardCharsets.UTF_8 : charset);
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }
}
