package dev.tenantry.audit.sink;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.text.Texts;

/** The ways that there are, one for each type of sink. */
@Component
class SinkTransports {

    private static final Logger log = LoggerFactory.getLogger(SinkTransports.class);
    private static final int LONGEST_REASON = 500;

    private final Map<SinkType, SinkTransport> byType = new EnumMap<>(SinkType.class);

    /** @throws IllegalStateException where a type has none, or several */
    SinkTransports(List<SinkTransport> transports) {
        for (var transport : transports) {
            if (byType.put(transport.type(), transport) != null) {
                throw new IllegalStateException("several transports of " + transport.type());
            }
        }
        var missing = EnumSet.allOf(SinkType.class);
        missing.removeAll(byType.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no transport of " + missing);
        }
    }

    /** @param hasToken whether there is a token without one that is stated @throws ProblemException 422 */
    void check(AuditSinkRequest request, boolean hasToken) {
        var faults = of(request.type()).faults(request, hasToken);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** Likewise of a change of a sink. */
    void checkChange(AuditSinkRequest request, SinkType type, String url, boolean hasToken) {
        check(request, hasToken);
        if (request.type() != type) {
            throw ProblemException.invalid("type", "not-allowed", "a sink stays of its type: make another one");
        }
        if (hasToken && request.token() == null && !request.url().equals(url)) {
            throw ProblemException.invalid("token", "required", "another server is not told the token of this one");
        }
    }

    /** Comes back when the server has taken them all, or has not, whatever the reason. @return why not; null where it has */
    @Nullable
    IOException send(SinkTarget target, List<AuditLogResponse> entries) {
        try {
            of(target.type()).send(target, entries);
            return null;
        } catch (IOException failure) {
            return failure;
        } catch (RuntimeException failure) {
            log.error("a sink of type {} cannot be told anything", target.type(), Redacted.of(failure));
            return new IOException("the entries cannot be sent: the fault is ours", failure);
        }
    }

    /** As people are told why nothing was taken. */
    static String reason(IOException failure) {
        return Texts.shown(Objects.requireNonNullElse(failure.getMessage(), "the connection broke off"),
                LONGEST_REASON);
    }

    private SinkTransport of(SinkType type) {
        return Objects.requireNonNull(byType.get(type));
    }
}
