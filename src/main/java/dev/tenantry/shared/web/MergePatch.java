package dev.tenantry.shared.web;

import jakarta.validation.Validator;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: a patch is merged into what the resource is now, and the result is checked like a new one. */
@Component
public class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param current the resource as a request would state it
     * @return the request that states it after the patch, valid
     */
    public <T extends Record> T apply(T current, ObjectNode patch) {
        var merged = merge((ObjectNode) json.valueToTree(current), patch);
        return read(merged, type(current));
    }

    /** Reads and checks a request from a tree, as for the body of a request. */
    public <T extends Record> T read(ObjectNode tree, Class<T> type) {
        T request;
        try {
            request = json.treeToValue(tree, type);
        } catch (JacksonException failure) {
            throw JsonProblems.translate(failure);
        }
        var violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw Violations.problem(violations);
        }
        return request;
    }

    /** Whether two requests state the same, as far as JSON tells: a null says what is absent, 1.50 as much as 1.5. */
    public boolean isSame(Record one, Record other) {
        return one.equals(other) || json.valueToTree(one).equals(json.<JsonNode>valueToTree(other));
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (var property : patch.properties()) {
            var value = property.getValue();
            if (value.isNull()) {
                target.remove(property.getKey());
            } else if (value instanceof ObjectNode object) {
                var present = target.get(property.getKey()) instanceof ObjectNode existing
                        ? existing
                        : target.objectNode();
                target.set(property.getKey(), merge(present, object));
            } else {
                target.set(property.getKey(), value);
            }
        }
        return target;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> Class<T> type(T value) {
        return (Class<T>) value.getClass();
    }
}
