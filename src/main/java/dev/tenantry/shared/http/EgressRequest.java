package dev.tenantry.shared.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A request to a server that is not ours, made by {@link #get} and its like, and then given other bounds.
 *
 * @param userAgent     who asks
 * @param timeout       for all of it, from the look-up of the name to the last byte that is read
 * @param longestAnswer bytes of the answer's body that are read
 */
public record EgressRequest(
        String method,
        URI url,
        Map<String, String> headers,
        @Nullable Body body,
        String userAgent,
        Duration timeout,
        int longestAnswer) {

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
        return new EgressRequest("GET", url, headers, null, USER_AGENT, PATIENCE, LONGEST_ANSWER);
    }

    public static EgressRequest post(URI url, Map<String, String> headers, Body body) {
        return new EgressRequest("POST", url, headers, body, USER_AGENT, PATIENCE, LONGEST_ANSWER);
    }

    public EgressRequest from(String otherUserAgent) {
        return new EgressRequest(method, url, headers, body, otherUserAgent, timeout, longestAnswer);
    }

    public EgressRequest within(Duration otherTimeout) {
        return new EgressRequest(method, url, headers, body, userAgent, otherTimeout, longestAnswer);
    }

    public EgressRequest readingAtMost(int bytes) {
        return new EgressRequest(method, url, headers, body, userAgent, timeout, bytes);
    }
}
