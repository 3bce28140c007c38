package dev.tenantry.automation.wait;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run waits for.
 *
 * @param event  its name
 * @param path   of a value that the event tells: {@code trigger.contactId}
 * @param value  what stands there
 * @param filter what it is to tell besides; missing where that is nothing
 */
record Awaited(String event, String path, String value, JsonNode filter) {

    @Nullable
    String filterText() {
        return filter.isMissingNode() ? null : filter.toString();
    }
}
