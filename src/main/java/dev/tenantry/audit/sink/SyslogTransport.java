package dev.tenantry.audit.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.http.NetworkFailure;
import dev.tenantry.shared.problem.FieldError;

/**
 * Tells a syslog server over TLS (RFC 5425). The protocol has no answers: what says that all was read is that the server, told that nothing
 * follows, ends the connection in its turn.
 */
@Component
class SyslogTransport implements SinkTransport {

    private static final String SCHEME = "tls://";
    private static final int USUAL_PORT = 6514;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 5_000;

    private final EgressGuard guard;
    private final SyslogMessages messages;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("syslog-deadlines").factory());

    SyslogTransport(EgressGuard guard, SyslogMessages messages) {
        this.guard = guard;
        this.messages = messages;
    }

    @Override
    public SinkType type() {
        return SinkType.SYSLOG;
    }

    @Override
    public List<FieldError> faults(AuditSinkRequest request, boolean hasToken) {
        var faults = new ArrayList<FieldError>();
        var fault = fault(request.url());
        if (fault != null) {
            faults.add(new FieldError("url", "invalid-url", fault));
        }
        if (request.token() != null) {
            faults.add(new FieldError("token", "not-allowed", "token is of Splunk's collector; syslog has none"));
        }
        var untrusted = request.caCertificates() == null ? null : SyslogTrust.fault(request.caCertificates());
        if (untrusted != null) {
            faults.add(new FieldError("caCertificates", "invalid", untrusted));
        }
        return faults;
    }

    private @Nullable String fault(String url) {
        if (!url.startsWith(SCHEME)) {
            return "the URL must begin with " + SCHEME;
        }
        var fault = guard.fault(https(url));
        try {
            return fault != null || isBare(EgressUrl.parse(https(url)))
                    ? fault
                    : "the URL names a host and a port, and nothing else";
        } catch (URISyntaxException _) {
            return "this is not a URL";
        }
    }

    /** The guard knows hosts of URLs, whatever is spoken with them. */
    private static String https(String url) {
        return "https://" + url.substring(SCHEME.length());
    }

    private static boolean isBare(URI url) {
        return (url.getRawPath().isEmpty() || url.getRawPath().equals("/")) && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    @Override
    public void send(SinkTarget target, List<AuditLogResponse> entries) throws IOException {
        var tls = SyslogTrust.of(target.caCertificates());
        try (var plain = new Socket()) {
            var deadline = deadlines.schedule(() -> {
                plain.close();
                return true;
            }, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                var url = EgressUrl.parse(https(target.url()));
                connect(plain, url);
                tell(tls.over(plain, host(url)), target, entries);
            } catch (URISyntaxException _) {
                throw new IOException("this is not a URL");
            } catch (EgressGuard.Refused refused) {
                throw refused;
            } catch (IOException failure) {
                throw new IOException(NetworkFailure.reason(failure), failure);
            } finally {
                deadline.cancel(false);
            }
        }
    }

    private void connect(Socket socket, URI url) throws IOException {
        var port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
        IOException last = new IOException("the host has no address");
        for (var address : guard.resolve(host(url))) {
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return;
            } catch (IOException failure) {
                last = failure;
                if (socket.isClosed()) {
                    break;
                }
            }
        }
        throw last;
    }

    private static String host(URI url) {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void tell(SSLSocket socket, SinkTarget target, List<AuditLogResponse> entries) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.startHandshake();
        var out = socket.getOutputStream();
        for (var entry : entries) {
            write(out, messages.of(target, entry));
        }
        out.flush();
        socket.shutdownOutput();
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the server answers, which no syslog server does");
        }
    }

    /** Counted in octets. */
    private static void write(OutputStream out, byte[] message) throws IOException {
        out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(message);
    }

    @PreDestroy
    void close() {
        deadlines.shutdownNow();
    }
}
