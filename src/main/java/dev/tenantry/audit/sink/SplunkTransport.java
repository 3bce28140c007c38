package dev.tenantry.audit.sink;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.http.Confidential;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.problem.FieldError;

/** Tells Splunk's HTTP Event Collector, an event a line. Its 200 is what says that it has taken all of them. */
@Component
class SplunkTransport implements SinkTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_DECIMALS = 6;

    private final EgressClient client;
    private final EgressGuard guard;
    private final JsonMapper json;

    SplunkTransport(EgressClient client, EgressGuard guard, JsonMapper json) {
        this.client = client;
        this.guard = guard;
        this.json = json;
    }

    @Override
    public SinkType type() {
        return SinkType.SPLUNK_HEC;
    }

    @Override
    public List<FieldError> faults(AuditSinkRequest request, boolean hasToken) {
        var faults = new ArrayList<FieldError>();
        var fault = guard.fault(request.url());
        if (fault != null) {
            faults.add(new FieldError("url", "invalid-url", fault));
        }
        if (request.token() == null && !hasToken) {
            faults.add(new FieldError("token", "required", "Splunk's collector asks for a token"));
        }
        if (request.caCertificates() != null) {
            faults.add(new FieldError("caCertificates", "not-allowed",
                    "caCertificates are of syslog; by HTTPS a server has a certificate that everybody trusts"));
        }
        return faults;
    }

    @Override
    public void send(SinkTarget target, List<AuditLogResponse> entries) throws IOException {
        var lines = new StringBuilder();
        entries.forEach(entry -> lines.append(event(target, entry)).append('\n'));
        var token = target.token() == null ? "" : target.token().value();
        var answer = client.ask(request(target, token, lines.toString()));
        if (!answer.isSuccess()) {
            throw new SinkRefusalException("the server answered " + answer.status() + said(answer),
                    answer.retryAfter());
        }
    }

    private static EgressRequest request(SinkTarget target, String token, String body) throws IOException {
        try {
            return EgressRequest
                    .post(EgressUrl.parse(target.url()), Map.of("Authorization", "Splunk " + token),
                            EgressRequest.Body.json(body))
                    .hiding(Confidential.of(List.of(token)))
                    .within(PATIENCE);
        } catch (URISyntaxException _) {
            throw new IOException("this is not a URL");
        }
    }

    private String event(SinkTarget target, AuditLogResponse entry) {
        return json.writeValueAsString(Map.of("time", seconds(entry.createdAt()), "source", "tenantry", "sourcetype",
                "tenantry:audit", "fields", Map.of("organizationId", target.organizationId().toString()), "event",
                entry));
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(MOST_DECIMALS, RoundingMode.DOWN);
    }

    /** As the collector says it: {@code {"text": "Server is busy", "code": 9}}. */
    private String said(EgressAnswer answer) {
        try {
            var text = json.readTree(answer.body()).path("text").asString("");
            return text.isEmpty() ? "" : ": " + text;
        } catch (JacksonException _) {
            return "";
        }
    }
}
