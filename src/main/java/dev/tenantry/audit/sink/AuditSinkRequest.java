package dev.tenantry.audit.sink;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a sink is to be.
 *
 * @param token          which the server asks for; absent in a change: the one that there is
 * @param caCertificates by whom the server's certificate is issued
 * @param enabled        whether it is told anything; absent: it is
 */
record AuditSinkRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull SinkType type,
        @NotNull @Size(min = 8, max = 2000) String url,
        @Nullable Secret token,
        @Nullable @Size(max = 100_000) String caCertificates,
        @Nullable Boolean enabled) {

    private static final String TOKEN = "[\\x21-\\x7E]{4,500}";

    AuditSinkRequest(AuditSink sink) {
        this(sink.getName(), sink.getType(), sink.getUrl(), null, sink.getCaCertificates(), sink.isEnabled());
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** Whether the sink stays as it is. A token may be another one. */
    boolean leaves(AuditSink sink) {
        return token == null && new AuditSinkRequest(sink)
                .equals(new AuditSinkRequest(name, type, url, null, caCertificates, isEnabled()));
    }

    @FieldRule(field = "token", code = "invalid", message = "token is 4 to 500 characters of ASCII, without spaces")
    boolean isTokenSendable() {
        return token == null || token.value().matches(TOKEN);
    }
}
