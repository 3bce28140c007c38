package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.tenantry.audit.classification.TextMasks;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.web.RequestDetails;

/**
 * A line, as it is logged.
 *
 * @param session   for which it is kept
 * @param user      in whose name the work is done; null: nobody's
 * @param requestId of the request in which it is done
 * @param runId     of the workflow's run in which it is done
 * @param failure   what it tells of
 */
record Line(
        ActiveSession session,
        @Nullable UUID user,
        DebugLevel level,
        String logger,
        String message,
        @Nullable String requestId,
        @Nullable String runId,
        @Nullable String failure,
        Instant at) {

    private static final int LONGEST = 4_000;

    static Line of(ActiveSession session, DebugLevel level, String logger, String message, @Nullable String failure,
            Instant at) {
        var request = RequestDetails.currentOrNull();
        return new Line(session, TenantContext.current().userId(), level, logger, message,
                request == null ? null : request.requestId(), MDC.get("runId"), failure, at);
    }

    String shownMessage() {
        return shown(message);
    }

    Map<String, String> context() {
        var context = new LinkedHashMap<String, String>();
        context.put("logger", logger);
        if (runId != null) {
            context.put("runId", runId);
        }
        if (failure != null) {
            context.put("failure", shown(failure));
        }
        return context;
    }

    /** The database takes no zero characters, and nobody reads the end of what is very long. */
    private static String shown(String text) {
        return TextMasks.masked(Texts.shown(text, LONGEST)).replace('\0', '\uFFFD');
    }
}
