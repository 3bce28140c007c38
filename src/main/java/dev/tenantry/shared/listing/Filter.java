package dev.tenantry.shared.listing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A filter as a tree, whichever way the caller wrote it. */
public sealed interface Filter {

    /** Read as lists take it. @throws dev.tenantry.shared.problem.ProblemException 400 where it is none */
    static Filter of(String text) {
        return FilterParser.parse(text);
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
    }
}
