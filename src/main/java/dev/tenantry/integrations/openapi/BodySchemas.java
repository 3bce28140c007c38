package dev.tenantry.integrations.openapi;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.SchemaErrors;

/**
 * Checks bodies against what imported operations say of them. That takes time and memory for each part of a body times each of the
 * schema, and so there are bounds of that product, and of the faults that are noted on the way.
 */
final class BodySchemas {

    /** Parts of a schema times parts of a body. */
    static final int LARGEST = 1_000_000;

    private static final int MOST_ERRORS = 20;
    /** With those of alternatives that are not the one which fits. */
    private static final int MOST_NOTED = 10_000;
    /** Of all that are kept, in characters. */
    private static final int MOST_KEPT = 4_000_000;

    private final JsonMapper json = new JsonMapper();
    private final SchemaRegistryConfig config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
    private final LoadingCache<String, Optional<Read>> known = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String text, Optional<Read> _) -> 1 + text.length())
            .build(this::read);

    /** @param size how many parts it has */
    private record Read(Schema schema, int size) {}

    /** Each with its place in the body. One that says nothing which can be checked takes anything. */
    List<FieldError> faults(JsonNode schema, JsonNode body) {
        return known.get(schema.toString()).map(one -> faults(one, body)).orElse(List.of());
    }

    private static List<FieldError> faults(Read read, JsonNode body) {
        var most = LARGEST / read.size;
        if (size(body, most) > most) {
            return tooLarge("the body is too large to be checked: its schema has " + read.size
                    + " parts, and parts of both multiply to " + LARGEST + " at most, which are " + most
                    + " of the body");
        }
        var noting = new Noting();
        var errors = noting.getErrors();
        try {
            read.schema.validate(noting, body);
        } catch (Noting.Full _) {
            if (errors.isEmpty()) {
                return tooLarge("the body cannot be checked: alternatives of its schema find more than " + MOST_NOTED
                        + " faults");
            }
        }
        return SchemaErrors.translate(errors.stream().limit(MOST_ERRORS).toList(), read.schema.getSchemaNode());
    }

    private static List<FieldError> tooLarge(String message) {
        return List.of(new FieldError("", "too-large", message));
    }

    /** How many parts it has, which are not counted far beyond the bound. */
    private static int size(JsonNode node, int most) {
        var count = 0;
        var left = new ArrayDeque<JsonNode>(List.of(node));
        while (!left.isEmpty() && count <= most) {
            var next = left.pop();
            count++;
            next.forEach(left::push);
        }
        return count;
    }

    /** Each has a registry of its own: one keeps whatever it has read. */
    private Optional<Read> read(String text) {
        try {
            var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(config));
            var node = json.readTree(text);
            var schema = registry.getSchema(node);
            schema.initializeValidators();
            return Optional.of(new Read(schema, size(node, LARGEST)));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** Notes so many faults. */
    private static final class Noting extends ExecutionContext {

        private int noted;

        static final class Full extends RuntimeException {

            private static final long serialVersionUID = 1L;

            Full() {
                super("there are too many faults", null, false, false);
            }
        }

        Noting() {
            super(ExecutionConfig.builder().locale(Locale.ENGLISH).annotationCollectionEnabled(false).build());
        }

        @Override
        public void addError(Error error) {
            if (++noted > MOST_NOTED) {
                throw new Full();
            }
            super.addError(error);
        }
    }
}
