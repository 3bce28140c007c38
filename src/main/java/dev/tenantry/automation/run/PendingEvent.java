package dev.tenantry.automation.run;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Scope;

/**
 * An event that waits to be dispatched.
 *
 * @param root        its first cause
 * @param depth       how many automations stand before it
 * @param size        characters that it tells
 * @param triggerData what filters find under {@code trigger} and {@code event}; null where it tells too much
 */
record PendingEvent(long id, String name, UUID root, int depth, int size, @Nullable ObjectNode triggerData) {

    Scope scope() {
        var data = triggerData;
        return data == null
                ? new Scope(Map.of())
                : new Scope(Map.of("trigger", () -> data.path("trigger"), "event", () -> data.path("event")));
    }
}
