package dev.tenantry.integrations.webhook;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an endpoint is told of.
 *
 * @param event  an event's name, {@code contact.created}, all of a type, {@code contact.*}, or all, {@code *}
 * @param filter all of it must hold of what the event tells
 */
record Subscription(
        @NotNull @Size(max = 100) @Pattern(regexp = "\\*|[a-z]+(-[a-z]+)*\\.(\\*|[a-z]+(-[a-z]+)*)", message = "must be an event's name, a type with .*, or *") String event,
        @Nullable @Size(max = 10) List<@NotNull @Valid FilterTerm> filter) {

    static final String ALL = "*";

    /** Whether events of that name are meant. */
    boolean covers(String name) {
        return event.equals(ALL)
                || event.equals(name)
                || event.endsWith("." + ALL) && name.startsWith(event.substring(0, event.length() - 1));
    }

    boolean accepts(String name, JsonNode told) {
        return covers(name) && (filter == null || filter.stream().allMatch(term -> term.holds(told)));
    }
}
