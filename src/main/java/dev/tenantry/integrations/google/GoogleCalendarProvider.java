package dev.tenantry.integrations.google;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Request;
import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.integrations.provider.HttpCalls;
import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.integrations.provider.Provider;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.problem.FieldError;

/** Calendars by Google (API version 3), each member's with the account that the member has connected. */
@Component
class GoogleCalendarProvider implements Provider {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** Google's words for too many requests, which it says with 403, too. */
    private static final Set<String> OVERWHELMED = Set.of("rateLimitExceeded", "userRateLimitExceeded",
            "quotaExceeded");

    private final HttpCalls http;
    private final GoogleTokens tokens;
    private final GoogleClient google;
    private final EgressGuard guard;

    GoogleCalendarProvider(HttpCalls http, GoogleTokens tokens, GoogleClient google, EgressGuard guard) {
        this.guard = guard;
        this.http = http;
        this.tokens = tokens;
        this.google = google;
    }

    @Override
    public String name() {
        return GoogleSettings.NAME;
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.CALENDAR);
    }

    @Override
    public String schema() {
        return GoogleSettings.SCHEMA;
    }

    /** Browsers are sent to one of them, and tokens to the others. */
    @Override
    public List<FieldError> faults(JsonNode configuration) {
        var faults = new ArrayList<FieldError>();
        for (var name : List.of("baseUrl", "authorizationUrl", "tokenUrl", "revocationUrl")) {
            var url = configuration.path(name);
            var fault = url.isString() ? guard.fault(url.asString()) : null;
            if (fault != null || url.asString("").matches(".*[?#].*")) {
                faults.add(new FieldError("configuration." + name, "invalid-url",
                        fault == null ? "this URL has neither a query nor a fragment" : fault));
            }
        }
        return faults;
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(Request.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return GoogleSettings.destination(configuration);
    }

    @Override
    public Set<String> deciding() {
        return Set.of("clientId", "redirectUris", "baseUrl", "authorizationUrl", "tokenUrl", "revocationUrl");
    }

    @Override
    public boolean isPerMember() {
        return true;
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        var settings = GoogleSettings.of(connection);
        return operation instanceof Request request ? send(settings, connection, request) : test(settings);
    }

    /** A grant that nobody has given is refused only after the client has been recognised. */
    private Answer test(GoogleSettings settings) {
        try {
            google.refresh(settings, new Secret("none"));
            return Answer.failed("the token endpoint gives tokens to anybody", true);
        } catch (GoogleRefusal refusal) {
            return refusal.isOfTheGrant()
                    ? Answer.done(200, JsonNodeFactory.instance.objectNode(), Answer.Traffic.NONE)
                    : refusal.answer();
        }
    }

    private Answer send(GoogleSettings settings, Connection connection, Request request) {
        try {
            var token = tokens.access(settings, connection.integration(), null);
            var answer = send(connection, request, token);
            if (answer.status() == UNAUTHORIZED) {
                // It has ended before its time.
                answer = send(connection, request, tokens.access(settings, connection.integration(), token));
            }
            return answer;
        } catch (GoogleRefusal refusal) {
            return refusal.answer();
        }
    }

    private Answer send(Connection connection, Request request, Secret token) {
        var own = connection.with("accessToken", token);
        var answer = http.request(own, GoogleSettings.baseUrl(connection.configuration()), request,
                Map.of("Accept", "application/json", "Authorization", "Bearer " + own.secret("accessToken")));
        return answer.status() == FORBIDDEN && isOverwhelmed(answer.result())
                ? new Answer(FORBIDDEN, answer.result(), answer.error(), false, answer.retryAfter(), answer.traffic())
                : answer;
    }

    private static boolean isOverwhelmed(JsonNode told) {
        return told.path("error")
                .path("errors")
                .valueStream()
                .anyMatch(error -> OVERWHELMED.contains(error.path("reason").asString("")));
    }
}
