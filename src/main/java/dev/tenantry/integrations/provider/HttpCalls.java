package dev.tenantry.integrations.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Answer.Traffic;
import dev.tenantry.integrations.Operation.Request;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressPath;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressRequest.Body;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.http.RetryAfter;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.text.Anonymized;
import dev.tenantry.shared.text.Texts;

/** What providers have in common that are asked by HTTP: an answer is JSON, and says what is wrong in one of a few places. */
@Component
public class HttpCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int SHOWN = 300;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int UNAUTHORIZED = 401;
    private static final List<String> REASONS = List.of("/error/message", "/message", "/error_description", "/error",
            "/detail");

    private final EgressClient client;
    private final ExactJson json;
    private final Clock clock;

    HttpCalls(EgressClient client, ExactJson json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The URL with this behind it. */
    static String below(String url, String path) {
        var base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return path.isEmpty() || path.startsWith("/") || path.startsWith("?") ? base + path : base + "/" + path;
    }

    Answer get(Connection connection, String url, Map<String, String> headers) {
        return send(connection, "GET", url, headers, null, Duration.ofSeconds(10), answer -> answer);
    }

    /**
     * A request in JSON to a path below the base. Of an answer that is none, {@code text} is its beginning; one that says that it is JSON and
     * cannot be read is a failure: what was asked has been done, and what came of it is not known.
     */
    public Answer request(Connection connection, String base, Request request, Map<String, String> headers) {
        return request(connection, base, request, headers, HttpCalls::unreadable);
    }

    /** The same where nobody reads what is answered. */
    Answer probe(Connection connection, String base, Request request, Map<String, String> headers) {
        return request(connection, base, request, headers, _ -> null);
    }

    private Answer request(Connection connection, String base, Request request, Map<String, String> headers,
            Function<EgressAnswer, @Nullable String> fault) {
        if (!EgressPath.staysBelow(request.path())) {
            return Answer.failed("the path leads out of the integration's URL", true);
        }
        var body = request.body() == null ? null : Body.json(request.body().toString());
        return send(connection, request.method(), below(base, request.path()), withMatch(request, headers), body,
                connection.atMost(PATIENCE), new Reading(told -> told, fault, HttpCalls::text));
    }

    /**
     * @param connection whose secrets the answer does not repeat
     * @param result     what is to be kept of the answer's JSON
     */
    Answer send(Connection connection, String method, String url, Map<String, String> headers, @Nullable Body body,
            Duration timeout, UnaryOperator<JsonNode> result) {
        return send(connection, method, url, headers, body, timeout,
                new Reading(result, _ -> null, _ -> result.apply(MissingNode.getInstance())));
    }

    /**
     * What is made of an answer.
     *
     * @param json  what is to be kept of JSON
     * @param fault why one that is none is a failure; null where it is not
     * @param other what is to be kept of it otherwise
     */
    private record Reading(
            UnaryOperator<JsonNode> json,
            Function<EgressAnswer, @Nullable String> fault,
            Function<String, JsonNode> other) {}

    private Answer send(Connection connection, String method, String url, Map<String, String> headers,
            @Nullable Body body, Duration timeout, Reading reading) {
        URI target;
        try {
            target = EgressUrl.parse(url);
        } catch (URISyntaxException _) {
            return Answer.failed("this is not a URL", true);
        }
        try {
            var request = request(method, target, withKey(connection, method, headers), body).within(timeout)
                    .readingAtMost(LONGEST_ANSWER)
                    .hiding(connection.confidential());
            return answer(client.ask(request), connection, body == null ? 0 : length(body.text()), reading);
        } catch (EgressGuard.Refused refused) {
            return Answer.failed(refused.reason(), true);
        } catch (Deferred deferred) {
            return Answer.deferred(deferred.reason(), deferred.pause());
        } catch (IOException failure) {
            return Answer.failed(target.getHost() + " does not answer: " + failure.getMessage(), false);
        }
    }

    private static Map<String, String> withMatch(Request request, Map<String, String> headers) {
        if (request.ifMatch() == null) {
            return headers;
        }
        var all = new LinkedHashMap<>(headers);
        all.put("If-Match", request.ifMatch());
        return all;
    }

    /** Of what is only read nothing happens twice. */
    private static Map<String, String> withKey(Connection connection, String method, Map<String, String> headers) {
        var key = connection.idempotencyKey();
        if (key == null || method.equals("GET")) {
            return headers;
        }
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put("Idempotency-Key", key);
        return all;
    }

    private static EgressRequest request(String method, URI url, Map<String, String> headers, @Nullable Body body) {
        var request = body == null ? EgressRequest.get(url, headers) : EgressRequest.post(url, headers, body);
        return new EgressRequest(method, url, headers, body, request.userAgent(), request.timeout(),
                request.longestAnswer(), request.confidential());
    }

    private Answer answer(EgressAnswer answer, Connection connection, long bytesOut, Reading reading) {
        var traffic = new Traffic(bytesOut, length(answer.body()), 0, 0);
        var told = read(answer.body());
        if (answer.isSuccess()) {
            var fault = told.isMissingNode()
                    ? reading.fault.apply(answer)
                    : ExactJson.isKeepable(told) ? null : "with a number that is too large to be kept";
            if (fault != null) {
                return new Answer(answer.status(), Results.none(), "the answer is " + answer.status() + ", " + fault,
                        true, null, traffic);
            }
            return Answer.done(answer.status(),
                    told.isMissingNode() ? reading.other.apply(answer.body()) : reading.json.apply(told), traffic);
        }
        var error = "the answer is " + answer.status() + (answer.status() == UNAUTHORIZED ? " (not authorized)" : "")
                + reason(told, answer.body(), connection);
        var isKept = !told.isMissingNode() && ExactJson.isKeepable(told);
        return new Answer(answer.status(), isKept ? told : Results.none(), error,
                !answer.isWorthAnotherAttempt(),
                RetryAfter.read(answer.retryAfter(), clock.instant(), LONGEST_WAIT), traffic);
    }

    private static String reason(JsonNode told, String body, Connection connection) {
        for (var place : REASONS) {
            if (told.at(place).isString()) {
                return ": " + Anonymized.text(connection.disguised(told.at(place).asString()), SHOWN);
            }
        }
        return told.isContainer() || body.isBlank() || body.startsWith("<")
                ? ""
                : ": " + Anonymized.text(connection.disguised(body.strip()), SHOWN);
    }

    /** Of what is no JSON, nothing; of what jsonb cannot hold, the rest. */
    private JsonNode read(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : ExactJson.withoutNul(json.read(body));
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String unreadable(EgressAnswer answer) {
        if (!answer.isJson() || answer.body().isBlank()) {
            return null;
        }
        return answer.isCut()
                ? "with JSON of more than " + LONGEST_ANSWER / 1024 + " KB, which is not read"
                : "with what says that it is JSON, and cannot be read as such: it is broken, or nested too deep";
    }

    private static JsonNode text(String body) {
        var text = Texts.shown(body.replace("\u0000", "").strip(), LONGEST_TEXT);
        return text.isEmpty() ? Results.none() : Results.none().put("text", text);
    }

    private static long length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
