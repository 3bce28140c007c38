package dev.tenantry.integrations.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.SchemaErrors;

/** Checks bodies against what imported operations say of them. */
final class BodySchemas {

    private static final int MOST_ERRORS = 20;
    /** Of all that are kept, in characters. */
    private static final int MOST_KEPT = 4_000_000;

    private final JsonMapper json = new JsonMapper();
    private final SchemaRegistryConfig config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
    private final LoadingCache<String, Optional<Schema>> known = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String text, Optional<Schema> _) -> 1 + text.length())
            .build(this::read);

    /** Each with its place in the body. One that says nothing which can be checked takes anything. */
    List<FieldError> faults(JsonNode schema, JsonNode body) {
        return known.get(schema.toString())
                .map(one -> SchemaErrors.translate(one.validate(body).stream().limit(MOST_ERRORS).toList(),
                        one.getSchemaNode()))
                .orElse(List.of());
    }

    /** Each has a registry of its own: one keeps whatever it has read. */
    private Optional<Schema> read(String text) {
        try {
            var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(config));
            var schema = registry.getSchema(json.readTree(text));
            schema.initializeValidators();
            return Optional.of(schema);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
