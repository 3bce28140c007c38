package dev.tenantry.shared.listing;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpRange;

/** Network addresses compared with networks: as ranges, so that an index is searched by the order of addresses. By what contains what row security lets none be. */
final class NetworkCondition {

    private NetworkCondition() {}

    /** @param parameter writes a value's parameter */
    static String condition(Field field, Filter.Condition condition, Function<Object, String> parameter) {
        var operator = condition.operator();
        var values = operator.endsWith("in") ? condition.values() : List.of(condition.value());
        var any = values.stream()
                .map(text -> within(field, text, parameter))
                .collect(Collectors.joining(" or ", "(", ")"));
        return operator.startsWith("n") ? "(not " + any + " or " + field.path() + " is null)" : any;
    }

    private static String within(Field field, @Nullable String text, Function<Object, String> parameter) {
        var range = (IpRange) field.parse(Filter.Condition.required(field.name(), text));
        if (!field.path().equals(field.order())) {
            return overlapping(field, range, parameter);
        }
        // Of one address the planner knows how frequent it is, of a range it does not: it would sort all entries of a frequent one.
        if (range.first().equals(range.last())) {
            return field.path() + " = " + parameter.apply(range.first().inet());
        }
        return field.path() + " between " + parameter.apply(range.first().inet()) + " and "
                + parameter.apply(range.last().inet());
    }

    private static String overlapping(Field field, IpRange range, Function<Object, String> parameter) {
        var first = parameter.apply(range.first().inet());
        var last = range.first().equals(range.last()) ? first : parameter.apply(range.last().inet());
        return "(" + field.path() + " <= " + last + " and " + field.order() + " >= " + first + ")";
    }
}
