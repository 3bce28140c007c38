package dev.tenantry.isolation;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** What answers have properties for, at any depth, as the document of the interface says. */
record SchemaNames(JsonNode document) {

    /** Of what somebody could sign in, call or sign with. */
    static final Pattern SECRET = Pattern
            .compile("(?i)(?!maxTokens$).*(secret|password|token|private_?key|backup_?codes)s?|key|codes|action_link");

    Stream<String> ofSuccess(Route route) {
        return document.path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .propertyStream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> names(answer.getValue().path("content"), new HashSet<>()));
    }

    private Stream<String> names(JsonNode schema, Set<String> seen) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return seen.add(reference) ? names(document.at(reference.substring(1)), seen) : Stream.of();
        }
        var own = schema.path("properties").propertyNames().stream();
        return Stream.concat(own, schema.valueStream().flatMap(part -> names(part, seen)));
    }
}
