package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An example of each body that can be sent as it is printed: of the operation's own from {@code examples.json}, where one that
 * is made of the schema would be refused, and else of the schema.
 */
final class RequestExamples {

    private static final Map<String, Object> SEARCH = Map.of("filterGroups",
            List.of(Map.of("filters",
                    List.of(Map.of("field", "createdAt", "operator", "gte", "value", "2026-01-01T00:00:00Z")))),
            "sort", "-createdAt", "limit", 50);

    /** It is no object, whatever else the operation takes. */
    private static final String MAIL = "message/rfc822";

    private final OpenAPI document;
    private final Examples examples;
    private final Map<String, Object> own = read();

    RequestExamples(OpenAPI document) {
        this.document = document;
        this.examples = Examples.ofRequests(document.getComponents().getSchemas());
    }

    void addAll() {
        document.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> addTo(path, operation)));
    }

    private void addTo(String path, Operation operation) {
        if (operation.getRequestBody() == null || operation.getRequestBody().getContent() == null) {
            return;
        }
        operation.getRequestBody().getContent().forEach((type, body) -> {
            if (!type.startsWith("multipart/")) {
                body.setExample(example(path, operation, type, body));
            }
        });
    }

    private @Nullable Object example(String path, Operation operation, String type, MediaType body) {
        var stated = own.get(operation.getOperationId());
        if (stated != null && !type.equals(MAIL)) {
            return stated;
        }
        if (path.endsWith("/search")) {
            return SEARCH;
        }
        var batch = path.indexOf("/batch/");
        return batch < 0
                ? examples.of(body.getSchema())
                : batch(path.substring(batch + "/batch/".length()), path.substring(0, batch));
    }

    /** What a single request to the collection would state, a thousand times. */
    private Map<String, Object> batch(String kind, String collection) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        var single = single(collection);
        switch (kind) {
            case "create" -> input.put("properties", single);
            case "delete" -> input.put("id", "4711");
            default -> {
                input.put("id", "4711");
                single.keySet()
                        .stream()
                        .findFirst()
                        .ifPresent(name -> input.put("properties", Map.of(name, single.get(name))));
            }
        }
        input.put("traceId", "row-1");
        return Map.of("inputs", List.of(input), "allOrNone", false);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> single(String collection) {
        var creation = Objects.requireNonNull(document.getPaths().get(collection)).getPost();
        var body = Objects.requireNonNull(creation.getRequestBody().getContent().get("application/json"));
        var example = own.getOrDefault(creation.getOperationId(), examples.of((Schema<?>) body.getSchema()));
        return example instanceof Map<?, ?> properties ? (Map<String, Object>) properties : Map.of();
    }

    private static Map<String, Object> read() {
        try (var in = new ClassPathResource("dev/tenantry/operations/examples.json").getInputStream()) {
            return new JsonMapper().readValue(in, new TypeReference<Map<String, Object>>() {
            });
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
