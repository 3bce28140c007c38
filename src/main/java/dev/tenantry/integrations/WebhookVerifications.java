package dev.tenantry.integrations;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;

/** The ways in which messages of other services can show whose they are, for other modules. */
public interface WebhookVerifications {

    /** By their names, as a workflow's trigger states them in {@code verification}: whose messages they are for, and what the secret is. */
    SortedMap<String, String> descriptions();

    /** Headers of messages that are kept, in lower case, where a workflow's trigger states this. @param trigger with its {@code verification} */
    SortedSet<String> kept(JsonNode trigger);

    /** What is wrong with the headers that a workflow's trigger states, whose messages would show a secret or could be anybody's. @param trigger with its {@code verification} */
    List<FieldError> faults(JsonNode trigger);
}
