package dev.tenantry.integrations;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What workflows do about messages of other services. */
public interface WebhookConsumer {

    /**
     * What came of a message.
     *
     * @param runId what it started; null: nothing, as a filter let it through to nothing, or it failed
     * @param error why something could not be started, with a run: beside it; null: nothing is wrong
     */
    record Outcome(@Nullable Long runId, @Nullable String error) {}

    /** Why nothing can be started by a message, as it holds too much; null where it does not. @param message as {@link #on} takes it */
    @Nullable
    String fault(ObjectNode message);

    /**
     * In the transaction that notes what came of it.
     *
     * @param message {@code id}, {@code receivedAt}, {@code headers} and {@code body}
     */
    Outcome on(UUID workflow, ObjectNode message);

    /**
     * The same of all workflows that wait for what an integration is told, whichever of them fail; the run is the first of those that it
     * started.
     */
    Outcome ofIntegration(UUID integration, ObjectNode message);
}
