package dev.tenantry.operations.documentation;

import java.math.BigDecimal;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;

/** The parameters and headers that many operations share. */
final class SharedComponents {

    private static final String TAG = "^(\\*|(W/)?\"[^\"]*\"(, *(W/)?\"[^\"]*\")*)$";

    private SharedComponents() {}

    static void addTo(Components components) {
        components.addParameters("RequestId", header("X-Request-Id",
                "The correlation id of the request; made up where it is missing or not of this form. Comes back with the answer",
                text().pattern("^[A-Za-z0-9._-]{1,128}$")));
        components.addParameters("IfMatch", header("If-Match",
                "The ETag that the change is meant for; 412 where the resource has another one", text().pattern(TAG)));
        components.addParameters("IfNoneMatch",
                header("If-None-Match", "The ETag that is known; 304 where the resource still has it",
                        text().pattern(TAG)));
        components.addParameters("IdempotencyKey", header("Idempotency-Key",
                "Makes the request repeatable: for 24 hours the same key with the same request gets the first answer again",
                text().minLength(1).maxLength(255)));
        components.addParameters("Limit",
                query("limit", "Rows a page at most; there are fewer where they are large",
                        integer(50).minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(200))));
        components.addParameters("After", query("after", "The cursor of the page before", text()));
        components.addParameters("Total", query("total", "Whether to count the rows of all pages", bool()));
        components.addHeaders("RequestId", answerHeader("The request's correlation id, which finds its log lines"));
        components.addHeaders("ETag",
                answerHeader("What the answer shows, as a tag for `If-Match` and `If-None-Match`"));
        components.addHeaders("Location", answerHeader("Where the new resource is"));
        components.addHeaders("RetryAfter", answerHeader("After how many seconds to repeat the request"));
        components.addHeaders("RateLimitPolicy",
                answerHeader(
                        "The limits that the request counts under, as draft-ietf-httpapi-ratelimit-headers-10 has them"));
        components.addHeaders("RateLimit",
                answerHeader("What is left of them, and in how many seconds there is all of it again"));
        components.addHeaders("Allow", answerHeader("The methods that the resource answers"));
        components.addHeaders("Authenticate", answerHeader("`Bearer`"));
    }

    static Parameter parameter(String component) {
        return new Parameter().$ref("#/components/parameters/" + component);
    }

    static Header header(String component) {
        return new Header().$ref("#/components/headers/" + component);
    }

    static Parameter query(String name, String description, Schema<?> schema) {
        return new Parameter().in("query").name(name).description(description).schema(schema);
    }

    static Schema<?> text() {
        return SchemaTypes.of("string", null);
    }

    private static Parameter header(String name, String description, Schema<?> schema) {
        return new Parameter().in("header").name(name).description(description).schema(schema);
    }

    private static Header answerHeader(String description) {
        return new Header().description(description).schema(text());
    }

    private static Schema<?> integer(int standard) {
        var schema = SchemaTypes.of("integer", "int32");
        schema.setDefault(standard);
        return schema;
    }

    private static Schema<?> bool() {
        var schema = SchemaTypes.of("boolean", null);
        schema.setDefault(false);
        return schema;
    }
}
