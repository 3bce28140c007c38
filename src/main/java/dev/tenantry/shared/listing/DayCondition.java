package dev.tenantry.shared.listing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Rfc3339;

/** Times compared with days: a day is all of it, from its beginning to that of the next one, so that what is asked until the 30th has the 30th. */
record DayCondition(Field field, Supplier<? extends ZoneId> zone, Function<Object, String> parameter) {

    static boolean isOf(Field field, Filter.Condition condition) {
        return field.type() == Instant.class
                && condition.values().stream().anyMatch(value -> value != null && Rfc3339.isDate(value));
    }

    String of(Filter.Condition condition) {
        return switch (condition.operator()) {
            case "eq" -> any(List.of(condition.value()));
            case "in" -> any(condition.values());
            case "neq" -> "(not " + any(List.of(condition.value())) + " or " + field.path() + " is null)";
            case "nin" -> "(not " + any(condition.values()) + " or " + field.path() + " is null)";
            case "lt" -> field.path() + " < " + parameter.apply(start(condition.value()));
            case "lte" -> until(condition.value());
            case "gt" -> "not " + until(condition.value());
            case "gte" -> from(condition.value());
            case "between" -> between(condition.pair().getFirst(), condition.pair().getLast());
            default -> {
                condition.single();
                throw ProblemException.malformed(field.name(), "is takes NULL or NOT_NULL");
            }
        };
    }

    private String any(List<@Nullable String> values) {
        return values.stream()
                .distinct()
                .map(value -> between(value, value))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String between(@Nullable String first, @Nullable String last) {
        return "(" + from(first) + " and " + until(last) + ")";
    }

    private String from(@Nullable String value) {
        return field.path() + " >= " + parameter.apply(start(value));
    }

    private String until(@Nullable String value) {
        var start = start(value);
        return value == null || !Rfc3339.isDate(value)
                ? field.path() + " <= " + parameter.apply(start)
                : field.path() + " < "
                        + parameter.apply(Rfc3339.date(value).plusDays(1).atStartOfDay(zone.get()).toInstant());
    }

    private Object start(@Nullable String value) {
        return field.parse(Filter.Condition.required(field.name(), value), zone);
    }
}
