package dev.tenantry.integrations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.WebhookConsumer.Outcome;

/** What other services have told the current organization, for other modules. */
public interface WebhookMessages {

    /** Where a message stands. */
    enum Standing {
        PENDING, PROCESSED, FAILED, REFUSED
    }

    /**
     * A message that came.
     *
     * @param error       why it failed, or was refused; null where neither
     * @param workflow    whose address it came to; null where it is an integration's
     * @param integration likewise
     * @param message     what it tells; null where it cannot be read
     * @param outcomes    what became of it, by each workflow that it is for
     */
    record Told(
            Instant receivedAt,
            Standing standing,
            @Nullable String error,
            @Nullable UUID workflow,
            @Nullable UUID integration,
            @Nullable ObjectNode message,
            List<Outcome> outcomes) {}

    /**
     * The id of a message.
     *
     * @param message  that, or what its sender calls it: of several the last one
     * @param workflow to whose address it came, or it came to an integration's
     */
    Optional<Long> find(String message, UUID workflow);

    /** Empty where there is none of the id. */
    Optional<Told> find(long id);
}
