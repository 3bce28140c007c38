package dev.tenantry.integrations;

import java.util.SortedMap;
import java.util.SortedSet;

import tools.jackson.databind.JsonNode;

/** The ways in which messages of other services can show whose they are, for other modules. */
public interface WebhookVerifications {

    /** By their names, as a workflow's trigger states them in {@code verification}: whose messages they are for, and what the secret is. */
    SortedMap<String, String> descriptions();

    /** Headers of messages that are kept, in lower case, where a workflow's trigger states this. @param trigger with its {@code verification} */
    SortedSet<String> kept(JsonNode trigger);
}
