package dev.tenantry.integrations;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The current organization's integrations, for other modules. */
public interface Integrations {

    /** The connected one that does such operations; of several the oldest. */
    Optional<UUID> findFor(Class<? extends Operation> operation);

    /** Whether there is this one, connected or not, and it does such operations. */
    boolean exists(UUID integration, Class<? extends Operation> operation);

    /** Whether this one, and no other one, is connected and does such operations. */
    boolean isOnly(UUID integration, Class<? extends Operation> operation);

    /** Whether there is this one, whatever it does. */
    boolean exists(UUID integration);

    /** @param integration that is to be asked; null: the connected one that does such operations */
    record Wanted(@Nullable UUID integration, Class<? extends Operation> operation) {}

    /** Why what is wanted cannot be asked as things stand, without what can be; one exchange for all. */
    Map<Wanted, String> objections(Collection<Wanted> wanted);

    /**
     * Asks the other side, outside of any transaction, and takes down that it was asked.
     *
     * @param idempotencyKey the same whenever the same thing is asked again, sent to servers asked by HTTP as Idempotency-Key; null
     *                       where nothing is
     * @param patience       how long an answer is waited for at most
     * @return what came of it; a failure, too, where there is no such connected integration or the operation is none of its
     */
    Answer ask(UUID integration, Operation operation, @Nullable String idempotencyKey, Duration patience);
}
