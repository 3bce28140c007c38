package dev.tenantry.automation.run.step;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.rights.Publication;

/**
 * In whose name runs act in a transaction.
 *
 * @param held      what they may do: nothing else is read
 * @param variables what has been read for them of their workflows' variables, by the workflow
 */
public record Publisher(Set<String> held, Map<UUID, ObjectNode> variables) {

    public static Publisher with(Set<String> held) {
        return new Publisher(held, new HashMap<>());
    }

    /** The same for a run that was published with less. */
    Publisher within(Publication publication) {
        return publication.scopes() == null ? this : new Publisher(publication.within(held), variables);
    }
}
