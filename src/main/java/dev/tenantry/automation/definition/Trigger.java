package dev.tenantry.automation.definition;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What starts a workflow.
 *
 * @param event    the domain event's name, where the type is an event
 * @param filter   all of it must hold for an event to start a run
 * @param schedule when it starts by itself, where the type is a schedule or a date
 * @param date     the days of records that it starts by, where the type is a date
 * @param integrationId whose messages start it, where the type is a webhook without an address of its own
 * @param verified      what it states, where the type is a webhook with one
 */
public record Trigger(
        Type type,
        @Nullable String event,
        List<Comparison> filter,
        @Nullable Schedule schedule,
        @Nullable DateRule date,
        @Nullable String integrationId,
        @Nullable JsonNode verified) {

    /** The kinds of triggers. */
    public enum Type {

        EVENT, MANUAL, SCHEDULE, WEBHOOK, API_CALL, DATE;

        static Type of(JsonNode text) {
            return valueOf(text.asString().toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of which nothing is known but its type. */
    public static Trigger ofType(Type type) {
        return new Trigger(type, null, List.of(), null, null, null, null);
    }

    /** Reads a trigger that the schema has accepted. */
    public static Trigger read(JsonNode trigger) {
        return new Trigger(Type.of(trigger.path("type")), trigger.path("event").asString(null),
                trigger.path("filter").valueStream().map(Comparison::read).toList(), Schedule.read(trigger),
                DateRule.read(trigger),
                trigger.path("integrationId").asString(null), trigger.has("verification") ? trigger : null);
    }

    /** An event that is meant somewhere else than by a workflow's trigger. @param part with its {@code event} and {@code filter} */
    public static Trigger ofEvent(JsonNode part) {
        return read(json(Type.EVENT.toString(), part));
    }

    /** Everything but the type. */
    public static ObjectNode config(JsonNode trigger) {
        var config = ((ObjectNode) trigger).deepCopy();
        config.remove("type");
        return config;
    }

    /** The authored form, put together again. */
    public static ObjectNode json(String type, JsonNode config) {
        return ((ObjectNode) config).deepCopy().put("type", type);
    }
}
