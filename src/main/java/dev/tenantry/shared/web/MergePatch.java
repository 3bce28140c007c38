package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** RFC 7396: a patch is merged into what the resource is now, and the result is checked like a new one. */
@Component
public class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(RequestMapper requests, Validator validator) {
        this.json = requests.json();
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
        BodySizes.check(request);
        Violations.check(validator.validate(request));
        return request;
    }

    /** Whether two requests state the same, as far as JSON tells: a null says what is absent, 1.50 as much as 1.5. */
    public boolean isSame(Record one, Record other) {
        return one.equals(other) || json.valueToTree(one).equals(json.<JsonNode>valueToTree(other));
    }

    /**
     * What would be refused of a request that states these properties and others besides; each property is read alone, so
     * that all of the faults are told. What several have to say together is not asked.
     */
    public <T extends Record> List<FieldError> faults(ObjectNode properties, Class<T> type) {
        var faults = new ArrayList<FieldError>();
        for (var property : properties.properties()) {
            var alone = properties.objectNode();
            alone.set(property.getKey(), property.getValue());
            faults.addAll(faults(property.getKey(), alone, type));
        }
        return faults;
    }

    /** What a request has to state besides these properties, each fault at its property; what several have to say together is not asked. */
    public <T extends Record> List<FieldError> lacking(Set<String> stated, Class<T> type) {
        try {
            read(json.createObjectNode(), type);
            return List.of();
        } catch (ProblemException refused) {
            var others = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !stated.contains(name))
                    .collect(Collectors.toSet());
            return refused.errors()
                    .stream()
                    .filter(error -> others.contains(error.field()) && !isAcross(error, type))
                    .toList();
        }
    }

    private static boolean isAcross(FieldError error, Class<? extends Record> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(method -> method.getAnnotation(FieldRule.class))
                .anyMatch(
                        rule -> rule != null && rule.field().equals(error.field()) && rule.code().equals(error.code()));
    }

    private <T extends Record> List<FieldError> faults(String property, ObjectNode alone, Class<T> type) {
        try {
            read(alone, type);
            return List.of();
        } catch (ProblemException refused) {
            return refused.errors()
                    .stream()
                    .filter(error -> !isAcross(error, type)
                            && (error.field().equals(property) || error.field().startsWith(property + ".")
                                    || error.field().startsWith(property + "[")))
                    .toList();
        }
    }

    /** What {@code @Size} says of a text; empty where it says nothing. */
    public OptionalInt longest(Class<? extends Record> type, String property) {
        var described = validator.getConstraintsForClass(type).getConstraintsForProperty(property);
        if (described == null || described.getElementClass() != String.class) {
            return OptionalInt.empty();
        }
        return described.getConstraintDescriptors()
                .stream()
                .map(ConstraintDescriptor::getAnnotation)
                .filter(Size.class::isInstance)
                .mapToInt(annotation -> ((Size) annotation).max())
                .min();
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
