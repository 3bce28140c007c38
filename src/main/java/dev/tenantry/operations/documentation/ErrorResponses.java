package dev.tenantry.operations.documentation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpMethod;

import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Versioned;

/** The problems that an endpoint can answer with: one response a status, with an example of each type. */
final class ErrorResponses {

    private static final String AUTH = "/auth/v1/";
    private static final String INVITATIONS = "/invitations";
    /** Of versions that this instance may not be able to read. */
    private static final String GRAPH = "/graph";
    /** Of records that are named in the query. */
    private static final String REPORTS = "/api/v1/reports/";
    /** Of periods. */
    private static final String SEALS = "/api/v1/audit-logs/(head|consistency|bundle|\\{id}/proof)";
    private static final String USAGE = "/(api/v1|admin)/usage(/export)?";
    /** What visitors' programs ask of forms, which pages of some origins may, and of booking pages. */
    private static final String FORMS = "/f/";
    private static final String BOOKING = "/book/";
    /** Of lists, which may be too long. */
    private static final String EXPORT = "/api/v1/[a-z-]+/export";
    private static final String PUBLICATION = "/publication";
    /** Of what somebody else has proposed. */
    private static final String DECISION = "/api/v1/address-rules/\\{id}/(approval|rejection)";
    private static final String PROBLEM = "application/problem+json";

    private static final Map<Integer, List<ProblemType>> TYPES = Arrays.stream(ProblemType.values())
            .collect(Collectors.groupingBy(type -> type.status().value()));

    private ErrorResponses() {}

    static void addTo(Components components) {
        components.addResponses("AuthError", authResponse());
        TYPES.forEach((status, types) -> components.addResponses("Problem" + status, response(status, types)));
    }

    static ApiResponse reference(int status, Endpoint endpoint) {
        return new ApiResponse()
                .$ref("#/components/responses/" + (endpoint.isBelow(AUTH) ? "AuthError" : "Problem" + status));
    }

    /** What Supabase's clients expect: in two forms, of which the header {@code X-Supabase-Api-Version} selects one. */
    static Schema<?> authError() {
        var code = new JsonSchema();
        code.setTypes(new LinkedHashSet<>(List.of("integer", "string")));
        return SchemaTypes.of("object", null)
                .addProperty("code", code)
                .addProperty("error_code", SharedComponents.text())
                .addProperty("msg", SharedComponents.text())
                .addProperty("message", SharedComponents.text())
                .addProperty("error", SharedComponents.text())
                .addProperty("error_description", SharedComponents.text());
    }

    static TreeSet<Integer> statuses(Endpoint endpoint) {
        var statuses = new TreeSet<>(List.of(400, 406, 500, 503));
        if (!endpoint.isAnonymous()) {
            statuses.addAll(List.of(401, 403, 429));
        }
        if (endpoint.hasPathVariable() || endpoint.hasBody() || endpoint.answersWith(Versioned.class)
                || endpoint.takes(IfMatch.class)) {
            statuses.add(404);
        }
        if (endpoint.hasBody()) {
            statuses.addAll(List.of(422, 429));
        }
        if (endpoint.streams()) {
            statuses.add(429);
        }
        if (endpoint.method() != HttpMethod.GET) {
            statuses.addAll(List.of(409, 413, 415));
        }
        if (endpoint.path().matches(SEALS)) {
            statuses.addAll(List.of(409, 422));
        }
        if (endpoint.path().endsWith(GRAPH)) {
            statuses.add(409);
        }
        if (endpoint.isBelow(REPORTS) || endpoint.path().matches(USAGE) || endpoint.path().endsWith(PUBLICATION)
                || endpoint.path().matches(EXPORT)) {
            statuses.add(422);
        }
        if (endpoint.isBelow(AUTH)) {
            statuses.addAll(List.of(401, 403, 404, 422, 429, 502));
        }
        if (endpoint.path().contains(INVITATIONS) && endpoint.method() == HttpMethod.POST) {
            statuses.add(429);
        }
        if (endpoint.isBelow(FORMS)) {
            statuses.addAll(List.of(403, 429));
        }
        if (endpoint.isBelow(BOOKING)) {
            statuses.add(429);
        }
        if (endpoint.takes(IfMatch.class)) {
            statuses.add(412);
        }
        if (endpoint.path().matches(DECISION)) {
            statuses.add(428);
        }
        return statuses;
    }

    private static ApiResponse response(int status, List<ProblemType> types) {
        var problem = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"));
        types.forEach(type -> problem.addExamples(type.code(), example(type)));
        var response = new ApiResponse()
                .description(types.stream().map(ProblemType::title).collect(Collectors.joining(" · ")))
                .content(new Content().addMediaType(PROBLEM, problem))
                .addHeaderObject("X-Request-Id", SharedComponents.header("RequestId"));
        switch (status) {
            case 401 -> response.addHeaderObject("WWW-Authenticate", SharedComponents.header("Authenticate"));
            case 403 -> response.addHeaderObject("Retry-After", SharedComponents.header("RetryAfter"));
            case 405 -> response.addHeaderObject("Allow", SharedComponents.header("Allow"));
            case 412 -> response.addHeaderObject("ETag", SharedComponents.header("ETag"));
            case 429 -> response.addHeaderObject("Retry-After", SharedComponents.header("RetryAfter"))
                    .addHeaderObject("RateLimit-Policy", SharedComponents.header("RateLimitPolicy"))
                    .addHeaderObject("RateLimit", SharedComponents.header("RateLimit"));
            case 503 -> response.addHeaderObject("Retry-After", SharedComponents.header("RetryAfter"));
            default -> {
            }
        }
        return response;
    }

    private static ApiResponse authResponse() {
        var error = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/AuthError"));
        var body = new LinkedHashMap<String, Object>();
        body.put("code", 400);
        body.put("error_code", "invalid_credentials");
        body.put("msg", "Invalid login credentials");
        error.setExample(body);
        return new ApiResponse().description("An error in the form of Supabase's auth API")
                .content(new Content().addMediaType("application/json", error)
                        .addMediaType(PROBLEM,
                                new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"))))
                .addHeaderObject("X-Request-Id", SharedComponents.header("RequestId"));
    }

    private static Example example(ProblemType type) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", type.uri());
        problem.put("title", type.title());
        problem.put("status", type.status().value());
        problem.put("detail", type.explanation());
        problem.put("instance", "/api/v1/contacts");
        problem.put("code", type.code());
        problem.put("correlationId", Examples.ID);
        if (type == ProblemType.VALIDATION) {
            problem.put("detail", "email: must be an address of the form name@domain");
            problem.put("errors", List.of(Map.of("field", "email", "code", "email", "message",
                    "must be an address of the form name@domain")));
        }
        return new Example().summary(type.title()).value(problem);
    }
}
