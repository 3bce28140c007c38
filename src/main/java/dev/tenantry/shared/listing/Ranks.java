package dev.tenantry.shared.listing;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** Compares what has one of some values, each of which is more than the one before, by that: in the database they are texts, which say nothing of it. */
final class Ranks {

    /** What is compared by rank. */
    static final Set<String> OPERATORS = Set.of("lt", "lte", "gt", "gte", "between");

    private Ranks() {}

    /** @param values the least first, at most 26 */
    static Field field(String name, String path, Class<?> type, List<?> values) {
        var order = type == String.class ? order(path, values) : path;
        return new Field(name, path, order, type, false, Field.Matching.EXACT, values, true, null, null);
    }

    /** Letters in the order of the ranks, which cursors keep as they keep texts. */
    private static String order(String path, List<?> values) {
        var order = new StringBuilder("case");
        for (var rank = 0; rank < values.size(); rank++) {
            order.append(" when ")
                    .append(path)
                    .append(" = '")
                    .append(values.get(rank))
                    .append("' then '")
                    .append((char) ('a' + rank))
                    .append('\'');
        }
        return order.append(" end").toString();
    }

    static String condition(Field field, Filter.Condition condition, Function<Object, String> parameter) {
        var bounds = condition.values().stream().map(value -> rank(field, value)).toList();
        if (bounds.size() != (condition.operator().equals("between") ? 2 : 1)) {
            throw ProblemException.malformed(field.name(), "between takes two values, what else compares one");
        }
        var all = field.constants();
        var those = switch (condition.operator()) {
            case "lt" -> all.subList(0, bounds.getFirst());
            case "lte" -> all.subList(0, bounds.getFirst() + 1);
            case "gt" -> all.subList(bounds.getFirst() + 1, all.size());
            case "gte" -> all.subList(bounds.getFirst(), all.size());
            default -> all.subList(bounds.getFirst(), Math.max(bounds.getFirst(), bounds.getLast() + 1));
        };
        return those.isEmpty()
                ? "1 = 0"
                : field.path() + " in (" + String.join(", ", those.stream().map(parameter::apply).toList()) + ")";
    }

    private static int rank(Field field, @Nullable String value) {
        return field.constants().indexOf(field.parse(Filter.Condition.required(field.name(), value)));
    }
}
