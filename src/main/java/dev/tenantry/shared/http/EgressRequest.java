package dev.tenantry.shared.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A request to a server that is not ours, made by {@link #get} and its like, and then given other bounds.
 *
 * @param userAgent     who asks
 * @param timeout       for all of it, from the look-up of the name to the last byte that is read
 * @param longestAnswer bytes of the answer's body that are read
 * @param confidential  what the answer does not repeat, even if the server does
 */
public record EgressRequest(
        String method,
        URI url,
        Map<String, String> headers,
        @Nullable Body body,
        String userAgent,
        Duration timeout,
        int longestAnswer,
        Confidential confidential) {

    private static final Set<String> OWN = Set.of("host", "content-length", "content-type", "transfer-encoding",
            "connection",
            "upgrade", "te", "trailer", "expect", "user-agent", "accept-encoding", "proxy-authorization",
            "proxy-connection", "keep-alive");
    private static final String USER_AGENT = "Tenantry/1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;

    /** Sent in UTF-8. */
    public record Body(String contentType, String text) {

        public static Body json(String json) {
            return new Body("application/json", json);
        }

        public static Body form(Map<String, String> fields) {
            return new Body("application/x-www-form-urlencoded", fields.entrySet()
                    .stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&")));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    public static EgressRequest get(URI url, Map<String, String> headers) {
        return new EgressRequest("GET", url, headers, null, USER_AGENT, PATIENCE, LONGEST_ANSWER,
                Confidential.NOTHING);
    }

    public static EgressRequest post(URI url, Map<String, String> headers, Body body) {
        return new EgressRequest("POST", url, headers, body, USER_AGENT, PATIENCE, LONGEST_ANSWER,
                Confidential.NOTHING);
    }

    public EgressRequest from(String otherUserAgent) {
        return new EgressRequest(method, url, headers, body, otherUserAgent, timeout, longestAnswer, confidential);
    }

    public EgressRequest within(Duration otherTimeout) {
        return new EgressRequest(method, url, headers, body, userAgent, otherTimeout, longestAnswer, confidential);
    }

    public EgressRequest readingAtMost(int bytes) {
        return new EgressRequest(method, url, headers, body, userAgent, timeout, bytes, confidential);
    }

    public EgressRequest hiding(Confidential secrets) {
        return new EgressRequest(method, url, headers, body, userAgent, timeout, longestAnswer, secrets);
    }

    /** Whether a header of that name may be stated: it is none that the request has by itself, or that would change where it ends. */
    public static boolean isFree(String header) {
        return !OWN.contains(header.toLowerCase(Locale.ROOT));
    }
}
