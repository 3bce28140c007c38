package dev.tenantry.shared.listing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Writes filters and cursors as HQL or SQL over named parameters; texts of the caller only ever become parameters, and
 * are folded in the database where the field's are.
 */
final class Conditions {

    private static final int MAX_VALUES = 500;
    private static final int MAX_PARAMETERS = 1000;
    /** Each shape of a filter is a statement of its own, which is parsed, and kept for the next time. */
    private static final int MAX_CONDITIONS = 50;

    private final ListDefinition<?> listing;
    private final String fold;
    private final Supplier<? extends ZoneId> zone;
    private final boolean isHql;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    /** Values beyond the first of parameters that have several. */
    private int several;
    private int conditions;

    private Conditions(ListDefinition<?> listing, boolean isHql, Supplier<? extends ZoneId> zone) {
        this.listing = listing;
        this.isHql = isHql;
        this.fold = isHql ? "fold" : "app.fold";
        this.zone = zone;
    }

    static Conditions inHql(ListDefinition<?> listing, Supplier<? extends ZoneId> zone) {
        return new Conditions(listing, true, zone);
    }

    static Conditions inSql(ListDefinition<?> listing, Supplier<? extends ZoneId> zone) {
        return new Conditions(listing, false, zone);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    String of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> join(and.filters(), " and ");
            case Filter.Or or -> join(or.filters(), " or ");
            case Filter.Condition condition -> of(condition);
        };
    }

    private String join(List<Filter> filters, String with) {
        if (filters.isEmpty()) {
            throw ProblemException.malformed("filter", "a group of filters may not be empty");
        }
        return "(" + String.join(with, filters.stream().map(this::of).toList()) + ")";
    }

    private String of(Filter.Condition condition) {
        if (++conditions > MAX_CONDITIONS) {
            throw ProblemException.malformed("filter", "it may have " + MAX_CONDITIONS + " conditions in all");
        }
        var field = listing.comparable(condition.field(), condition.operator());
        var values = condition.values();
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw ProblemException.malformed(condition.field(), "an operator takes 1 to " + MAX_VALUES + " values");
        }
        if (condition.isTyped() && field.type() == String.class) {
            throw ProblemException.malformed(condition.field(), "this is compared with text");
        }
        if (field.finder() != null) {
            return found(field.finder(), field, condition);
        }
        if (field.isAddress() && !condition.operator().equals("is")) {
            return NetworkCondition.condition(field, condition, this::parameter);
        }
        if (field.isRanked() && Ranks.OPERATORS.contains(condition.operator())) {
            return Ranks.condition(field, condition, this::parameter);
        }
        return field.among() == null ? of(field, condition) : among(field, condition);
    }

    private String of(Field field, Filter.Condition condition) {
        if (DayCondition.isOf(field, condition)) {
            return new DayCondition(field, zone, this::parameter).of(condition);
        }
        return switch (condition.operator()) {
            case "is" -> field.path() + identity(field, condition.single());
            case "eq" -> comparison(field, " = ", condition);
            case "neq" -> "(" + comparison(field, " <> ", condition) + " or " + field.path() + " is null)";
            case "lt" -> comparison(field, " < ", condition);
            case "lte" -> comparison(field, " <= ", condition);
            case "gt" -> comparison(field, " > ", condition);
            case "gte" -> comparison(field, " >= ", condition);
            case "in" -> any(field, condition.values());
            case "nin" -> "(not " + any(field, condition.values()) + " or " + field.path() + " is null)";
            case "between" -> between(field, condition);
            case "contains" -> "position(" + part(condition) + " in " + folded(field) + ") > 0";
            case "startsWith" -> "starts_with(" + folded(field) + ", " + part(condition) + ")";
            default -> throw new IllegalStateException(condition.operator());
        };
    }

    /** Of a row that has several values it holds where it does for one of them, and its opposite for none. */
    private String among(Field field, Filter.Condition condition) {
        var some = "exists (select 1 from " + field.among();
        return switch (condition.operator()) {
            case "eq" -> some + " and " + comparison(field, " = ", condition) + ")";
            case "neq" -> "not " + some + " and " + comparison(field, " = ", condition) + ")";
            case "in" -> some + " and " + any(field, condition.values()) + ")";
            case "nin" -> "not " + some + " and " + any(field, condition.values()) + ")";
            case "is" -> (identity(field, condition.single()).equals(" is null") ? "not " : "") + some + ")";
            default -> throw new IllegalStateException(condition.operator());
        };
    }

    /** The ids are an array that is made once: row security lets no index be searched by whether arrays overlap. */
    private String found(String finder, Field field, Filter.Condition condition) {
        if (!isHql) {
            throw new IllegalStateException(field.name());
        }
        var values = condition.operator().endsWith("in") ? condition.values() : List.of(condition.value());
        var texts = texts(values.stream()
                .map(value -> field.parse(Filter.Condition.required(field.name(), value), zone))
                .toList());
        var not = condition.operator().startsWith("n") ? "not " : "";
        return not + "cast(sql('(? = any(array(select " + finder + "(?, cast(? as text[])))))', " + field.path()
                + ", :organizationId, " + texts + ") as Boolean) = true";
    }

    private String identity(Field field, @Nullable String value) {
        return switch (value) {
            case null -> " is null";
            case "NULL" -> " is null";
            case "NOT_NULL" -> " is not null";
            case String truth when field.type() == Boolean.class -> " = " + parameter(field.parse(truth));
            default -> throw ProblemException.malformed(field.name(), "is takes NULL or NOT_NULL");
        };
    }

    private String comparison(Field field, String operator, Filter.Condition condition) {
        return field.path() + operator + operand(field, condition.value());
    }

    private String between(Field field, Filter.Condition condition) {
        return "(" + field.path() + " between " + String.join(" and ", all(field, condition.pair())) + ")";
    }

    private String any(Field field, List<@Nullable String> values) {
        var parsed = values.stream()
                .map(value -> field.parse(Filter.Condition.required(field.name(), value), zone))
                .distinct()
                .toList();
        if (field.isOneOf()) {
            return field.path() + " in (" + String.join(", ", parsed.stream().map(this::parameter).toList()) + ")";
        }
        var texts = texts(parsed);
        return isHql ? AnyFunctions.hql(field, texts) : AnyFunctions.sql(field, texts);
    }

    private String texts(List<?> values) {
        several += values.size() - 1;
        return parameter(values.stream().map(Object::toString).toArray(String[]::new));
    }

    private List<String> all(Field field, List<@Nullable String> values) {
        return values.stream().map(value -> operand(field, Filter.Condition.required(field.name(), value))).toList();
    }

    private String operand(Field field, String text) {
        var parameter = parameter(field.parse(text, zone));
        return field.matching() == Field.Matching.FOLDED ? fold + "(" + parameter + ")" : parameter;
    }

    /** Parts of texts are looked for without regard to case, in codes and addresses as well. */
    private String folded(Field field) {
        return switch (field.matching()) {
            case FOLDED -> field.path();
            case EXACT, NUMBER -> fold + "(" + field.path() + ")";
            case ADDRESS -> fold + "(e." + field.name() + ")";
        };
    }

    private String part(Filter.Condition condition) {
        return fold + "(" + parameter(condition.value()) + ")";
    }

    String parameter(Object value) {
        if (parameters.size() + several >= MAX_PARAMETERS) {
            throw ProblemException.malformed("filter", "it may have " + MAX_PARAMETERS + " values in all");
        }
        var name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** The rows behind the cursor's, in the order of the keys. */
    String after(PageCursor cursor, List<SortKey> keys) {
        var alternatives = new ArrayList<String>();
        var equal = new StringBuilder();
        String bound = null;
        for (var index = 0; index < keys.size(); index++) {
            var key = keys.get(index);
            var path = key.field().order();
            var text = cursor.keys().get(index);
            if (text == null) {
                if (!key.field().nullable()) {
                    throw PageCursor.foreign();
                }
                equal.append(path).append(" is null and ");
                continue;
            }
            var value = parameter(PageCursor.key(key.field(), text));
            var later = path + key.comparison() + value;
            alternatives.add(
                    "(" + equal + (key.field().nullable() ? "(" + later + " or " + path + " is null)" : later) + ")");
            equal.append(path).append(" = ").append(value).append(" and ");
            if (index == 0 && !key.field().nullable()) {
                bound = path + key.comparison().stripTrailing() + "= " + value;
            }
        }
        // Implied by the alternatives, but only this lets an index begin where the page does.
        return (bound == null ? "" : bound + " and ") + "(" + String.join(" or ", alternatives) + ")";
    }
}
