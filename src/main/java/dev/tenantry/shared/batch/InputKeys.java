package dev.tenantry.shared.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Spelling;

/** What the inputs of a batch are found by. */
final class InputKeys {

    private final BatchTarget<?, ?> target;
    private final Map<String, Set<String>> values;
    /** By property, as far as it has been asked. */
    private final Map<String, Set<String>> contested = new HashMap<>();

    InputKeys(BatchTarget<?, ?> target, List<BatchRequest.Input> inputs) {
        this.target = target;
        this.values = values(inputs);
    }

    static String property(BatchRequest.Input input) {
        return input.idProperty() == null ? "id" : input.idProperty();
    }

    /** @throws ProblemException 422 where the input names nothing */
    static String value(BatchRequest.Input input) {
        if (input.id() == null) {
            throw ProblemException.invalid("id", "required", "an input of this batch names its resource");
        }
        return input.id();
    }

    /** The id of the resource that the input names. @throws ProblemException 404 where there is none */
    static Long existing(BatchTarget<?, ?> target, BatchRequest.Input input) {
        var value = value(input);
        if (!property(input).equals("id")) {
            var found = target.find(property(input), value, false);
            if (found == null) {
                throw ProblemException.notFound();
            }
            return found;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException _) {
            throw ProblemException.notFound();
        }
    }

    /** By property. */
    static Map<String, Set<String>> values(List<BatchRequest.Input> inputs) {
        return inputs.stream()
                .filter(input -> input.id() != null)
                .collect(Collectors.groupingBy(InputKeys::property,
                        Collectors.mapping(BatchRequest.Input::id, Collectors.toSet())));
    }

    /** With the values that the inputs state of properties that no two resources share. @param named by property */
    static Map<String, Set<String>> withUnique(Map<String, Set<String>> named, BatchTarget<?, ?> target,
            List<BatchRequest.Input> inputs) {
        var values = new HashMap<String, Set<String>>(named);
        for (var property : target.unique()) {
            var stated = inputs.stream()
                    .map(input -> input.stated().path(property).asString(""))
                    .filter(value -> !value.isEmpty());
            values.put(property, Stream.concat(named.getOrDefault(property, Set.of()).stream(), stated)
                    .collect(Collectors.toSet()));
        }
        return values;
    }

    /** Whether another input is spelled differently from the value: they are not to become one resource. */
    boolean isContested(String property, String value) {
        return contested
                .computeIfAbsent(property,
                        _ -> Spelling.contested(target.identifiers(property, values.getOrDefault(property, Set.of()))))
                .contains(value);
    }
}
