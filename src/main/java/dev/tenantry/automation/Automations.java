package dev.tenantry.automation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Workflows, for other modules. */
public interface Automations {

    /**
     * Makes a workflow of the current user that reacts from the commit on.
     *
     * @param trigger as in the workflow's JSON Schema, the steps too
     * @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it
     */
    UUID start(String name, @Nullable String description, ObjectNode trigger, JsonNode steps);
}
