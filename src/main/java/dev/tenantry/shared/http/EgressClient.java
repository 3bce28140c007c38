package dev.tenantry.shared.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Shares;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * The way out: whatever asks another server asks through this, and nothing else makes connections by HTTP. There are no
 * redirects, no cookies, no decompression, no U+0000 in an answer, and an end to the time and to what is read. Hosts that keep
 * failing an organization are not asked by it for a while ({@link Circuits}).
 */
@Component
public class EgressClient {

    private static final String HEADER_TEXT = "[\\x20-\\x7E\\t]*";
    private static final Pattern JSON = Pattern.compile("(application|text)/(.+\\+)?json", Pattern.CASE_INSENSITIVE);
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_CONNECTIONS_OF_A_HOST = 200;
    /** Whoever has slow servers waits for those alone. */
    private static final int MAX_CONNECTIONS_OF_AN_ORGANIZATION = 100;
    private static final int SERVER_ERROR = 500;

    private final EgressGuard guard;
    private final Circuits circuits;
    private final Shares shares = new Shares(MAX_CONNECTIONS_OF_AN_ORGANIZATION);
    private final OutgoingHttp guarded;
    private final OutgoingHttp trusting;

    EgressClient(EgressGuard guard, Circuits circuits) {
        this.guard = guard;
        this.circuits = circuits;
        this.guarded = new OutgoingHttp(guard, MAX_CONNECTIONS, MAX_CONNECTIONS_OF_A_HOST);
        this.trusting = new OutgoingHttp(SystemDefaultDnsResolver.INSTANCE, MAX_CONNECTIONS,
                MAX_CONNECTIONS_OF_A_HOST);
    }

    /**
     * Asks a server that anybody may have named: a public one, by HTTPS.
     *
     * @throws EgressGuard.Refused where it may not be reached
     * @throws Deferred            where it is not asked for a while
     * @throws IOException         where there is no answer in time
     */
    public EgressAnswer ask(EgressRequest request) throws IOException {
        guard.admit(request.url());
        try (var passage = circuits.enter(request.url())) {
            return ask(request, passage);
        }
    }

    private EgressAnswer ask(EgressRequest request, Circuits.Passage passage) throws IOException {
        var owner = TenantContext.isBound() ? TenantContext.current().organizationId() : this;
        var share = shares.join(owner);
        try {
            return exchange(share, request, passage);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits for the answer any more", interrupted);
        } finally {
            shares.leave(owner);
        }
    }

    /** What its time is, is the server's alone. */
    private EgressAnswer exchange(Semaphore share, EgressRequest request, Circuits.Passage passage)
            throws IOException, InterruptedException {
        if (!share.tryAcquire(request.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the organization waits for " + MAX_CONNECTIONS_OF_AN_ORGANIZATION
                    + " answers of others already");
        }
        try {
            var answer = exchange(guarded, request);
            passage.tell(answer.status() < SERVER_ERROR);
            return answer;
        } catch (EgressGuard.Refused refused) {
            // It was never asked.
            throw refused;
        } catch (IOException failure) {
            passage.tell(false);
            throw failure;
        } finally {
            share.release();
        }
    }

    /**
     * Asks a server that the operator configured, wherever it is.
     *
     * @throws IOException where there is no answer in time
     */
    public EgressAnswer askConfigured(EgressRequest request) throws IOException {
        return exchange(trusting, request);
    }

    private static EgressAnswer exchange(OutgoingHttp http, EgressRequest request) throws IOException {
        var sent = new HttpUriRequestBase(request.method(), request.url());
        sent.setHeader("User-Agent", request.userAgent());
        for (var header : request.headers().entrySet()) {
            if (!EgressRequest.isFree(header.getKey())) {
                throw new EgressGuard.Refused("a request has a header " + header.getKey() + " by itself");
            }
            if (!header.getValue().matches(HEADER_TEXT)) {
                throw new EgressGuard.Refused("the header " + header.getKey() + " has characters that no header has");
            }
            sent.setHeader(header.getKey(), header.getValue());
        }
        if (request.body() != null) {
            sent.setEntity(new StringEntity(request.body().text(),
                    ContentType.create(request.body().contentType(), StandardCharsets.UTF_8)));
        }
        return http.exchange(sent, request.timeout(), response -> read(response, request));
    }

    private static EgressAnswer read(ClassicHttpResponse response, EgressRequest request) throws IOException {
        var longest = request.longestAnswer();
        var header = response.getFirstHeader("Retry-After");
        var retryAfter = header == null ? null : header.getValue();
        var entity = response.getEntity();
        if (entity == null) {
            return new EgressAnswer(response.getCode(), "", false, false, retryAfter);
        }
        var bytes = entity.getContent().readNBytes(longest + 1);
        var isCut = bytes.length > longest;
        var type = ContentType.parseLenient(entity.getContentType());
        var charset = type == null || type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
        var body = new String(isCut ? Arrays.copyOf(bytes, longest) : bytes, charset)
                .replace("\u0000", "");
        return new EgressAnswer(response.getCode(), request.confidential().hide(body), isCut,
                type != null && JSON.matcher(type.getMimeType()).matches(), retryAfter);
    }

    @PreDestroy
    void close() throws IOException {
        guarded.close();
        trusting.close();
    }
}
