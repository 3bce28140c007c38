package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.problem.ProblemException;

/** A filter as a tree, whichever way the caller wrote it. */
public sealed interface Filter {

    /** What names nobody. */
    Pattern KEPT = Pattern.compile(
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\\d{4}-\\d\\d-\\d\\d(T[0-9:.]{5,18}(Z|[+-]\\d\\d:\\d\\d))?|true|false|NULL|NOT_NULL");

    /** Read as lists take it. @throws ProblemException 400 where it is none */
    static Filter of(String text) {
        return FilterParser.parse(text);
    }

    /** All of its conditions, however they stand together. */
    default Stream<Condition> conditions() {
        return switch (this) {
            case And and -> and.filters.stream().flatMap(Filter::conditions);
            case Or or -> or.filters.stream().flatMap(Filter::conditions);
            case Condition condition -> Stream.of(condition);
        };
    }

    /** The same over other conditions. */
    default Filter map(UnaryOperator<Condition> each) {
        return switch (this) {
            case And and -> new And(and.filters.stream().map(filter -> filter.map(each)).toList());
            case Or or -> new Or(or.filters.stream().map(filter -> filter.map(each)).toList());
            case Condition condition -> each.apply(condition);
        };
    }

    /** As lists take it: {@link #of(String)} reads the same out of it. */
    default String text() {
        return switch (this) {
            case And and -> "and(" + joined(and.filters) + ")";
            case Or or -> "or(" + joined(or.filters) + ")";
            case Condition condition -> condition.field + "[" + condition.operator + "]:" + condition.operands();
        };
    }

    /**
     * As it may be kept where it outlives what it was asked of: without values that could name somebody. What is left of them are ids, times and truths.
     */
    default String outline() {
        return map(Filter::outlined).text();
    }

    private static Condition outlined(Condition condition) {
        var values = new ArrayList<@Nullable String>();
        condition.values.forEach(value -> values.add(withheld(value)));
        return new Condition(condition.field, condition.operator, values, condition.isTyped);
    }

    private static @Nullable String withheld(@Nullable String value) {
        return value == null || KEPT.matcher(value).matches() ? value : "…";
    }

    private static String joined(List<Filter> filters) {
        return filters.stream().map(Filter::text).collect(Collectors.joining(","));
    }

    record And(List<Filter> filters) implements Filter {}

    record Or(List<Filter> filters) implements Filter {}

    /**
     * @param values  what the field is compared with; a null stands for NULL
     * @param isTyped whether some are numbers or truths of JSON, which a text is not compared with
     */
    record Condition(String field, String operator, List<@Nullable String> values, boolean isTyped) implements Filter {

        Condition(String field, String operator, List<@Nullable String> values) {
            this(field, operator, values, false);
        }

        /** The same with other values. */
        public Condition comparedWith(List<@Nullable String> others) {
            return new Condition(field, operator, others, isTyped);
        }

        /** The same of other values in another way. */
        public Condition comparedWith(String another, List<@Nullable String> others) {
            return new Condition(field, another, others, isTyped);
        }

        /** The one value; null for NULL. @throws ProblemException 400 where there are several */
        @Nullable
        String single() {
            if (values.size() != 1) {
                throw ProblemException.malformed(field, operator + " takes one value");
            }
            return values.getFirst();
        }

        /** The one value, which is not NULL. @throws ProblemException 400 */
        String value() {
            return required(field, single());
        }

        /** @throws ProblemException 400 where there are not two values */
        List<@Nullable String> pair() {
            if (values.size() != 2) {
                throw ProblemException.malformed(field, operator + " takes two values");
            }
            return values;
        }

        static String required(String field, @Nullable String value) {
            if (value == null) {
                throw ProblemException.malformed(field, "NULL is compared with is");
            }
            return value;
        }

        private String operands() {
            var texts = values.stream()
                    .map(value -> value == null ? "NULL" : StringNode.valueOf(value).toString())
                    .toList();
            return texts.size() == 1 ? texts.getFirst() : "(" + String.join(",", texts) + ")";
        }
    }
}
