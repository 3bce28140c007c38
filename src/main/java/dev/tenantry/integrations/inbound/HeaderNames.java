package dev.tenantry.integrations.inbound;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What headers of messages are for, by their names in whatever case: the one list of those that hold what nobody else may see. */
final class HeaderNames {

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie",
            "set-cookie", "x-shopify-hmac-sha256", "x-auth-key");
    private static final Pattern LIKE_CREDENTIALS = Pattern.compile(
            "token|secret|signature|(api|access|private)[-_]?key|passw|credential|hmac|authori[sz]ation|authenti|bearer|session"
                    + "|(^|[-_])(auth|jwt|otp|psk|pass|pwd|pin|sig)($|[-_])");
    /** Those that clients, and proxies in front, set by themselves: whoever knows what somebody sends by knows them. */
    private static final Set<String> OF_CLIENTS = Set.of("user-agent", "host", "connection", "keep-alive", "te",
            "trailer", "transfer-encoding", "upgrade", "expect", "date", "from", "via", "forwarded", "origin",
            "referer", "range", "dnt", "priority", "pragma", "cache-control", "cookie", "traceparent", "tracestate",
            "baggage", "x-real-ip", "x-request-id", "x-correlation-id");
    private static final Pattern LIKE_OF_CLIENTS = Pattern.compile("(accept|content|if|sec|x-forwarded|cf)-.*|accept");

    private HeaderNames() {}

    /** Whether it holds what proves something, at whatever service. */
    static boolean isCredential(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return CREDENTIALS.contains(lower) || LIKE_CREDENTIALS.matcher(lower).find();
    }

    /** Whether it has what is no secret of whoever sends it. */
    static boolean isOfClients(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return OF_CLIENTS.contains(lower) || LIKE_OF_CLIENTS.matcher(lower).matches();
    }
}
