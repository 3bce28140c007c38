package dev.tenantry.shared.listing;

import java.util.Collections;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;

/**
 * A list request as JSON, for filters that outgrow a query string.
 *
 * @param filterGroups any of them must hold
 */
public record SearchRequest(
        @Size(max = 10) @Nullable List<@Valid @NotNull Group> filterGroups,
        @Min(1) @Max(200) @Nullable Integer limit,
        @Nullable String after,
        @Nullable String sort,
        @Size(max = 200) @Nullable String q,
        @Nullable Boolean total) {

    /** All of the filters must hold. */
    public record Group(@NotEmpty @Size(max = 50) List<@Valid @NotNull Condition> filters) {}

    /**
     * A comparison.
     *
     * @param value  for the operators that take one value
     * @param values for {@code in}, {@code nin} and {@code between}
     */
    public record Condition(
            @NotBlank String field,
            @NotBlank String operator,
            @Nullable JsonNode value,
            @Size(max = 500) @Nullable List<JsonNode> values) {

        private Filter toFilter() {
            if (value != null && !value.isNull() && values != null) {
                throw ProblemException.malformed(field, "a condition has either value or values");
            }
            var given = values != null ? values : Collections.singletonList(value);
            return new Filter.Condition(field, operator,
                    given.stream().<@Nullable String>map(this::text).toList(),
                    given.stream().anyMatch(node -> node != null && (node.isNumber() || node.isBoolean())));
        }

        private @Nullable String text(@Nullable JsonNode node) {
            if (node == null || node.isNull()) {
                return null;
            }
            if (!node.isValueNode()) {
                throw ProblemException.malformed(field,
                        "it is compared with a text, a number, true, false or null; several stand in values");
            }
            return node.asString();
        }
    }

    public ListRequest toListRequest() {
        Filter filter = null;
        if (filterGroups != null && !filterGroups.isEmpty()) {
            filter = new Filter.Or(filterGroups.stream()
                    .<Filter>map(group -> new Filter.And(group.filters().stream().map(Condition::toFilter).toList()))
                    .toList());
        }
        return new ListRequest(limit == null ? ListRequest.DEFAULT_LIMIT : limit, after, sort, filter, q,
                Boolean.TRUE.equals(total), null);
    }
}
