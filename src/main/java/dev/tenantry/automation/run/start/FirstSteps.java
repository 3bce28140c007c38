package dev.tenantry.automation.run.start;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.version.CompiledVersions.Version;

/** Carries out runs in the transaction that begins them, as far as they go: what ends there was never queued. */
public interface FirstSteps {

    /** A run that an event begins. @param version of its workflow, which the transaction has locked */
    record Begun(Version version, UUID triggerId, long eventId) {}

    /** Whether this instance carries out runs. */
    boolean areTaken();

    /** Whether it has room for the running transaction to do so, which keeps that until it ends. */
    boolean haveRoom();

    /**
     * Begins them, takes them as far as that goes and queues what is left. In the context of the organization alone;
     * each acts in the name of whoever published it. What becomes of the runs themselves is written right before the commit.
     *
     * @param at told of which workflow a step is carried out, and null when none is any more
     * @throws RuntimeException where one of them is to blame, or the database: none has begun then
     */
    void take(List<Begun> runs, Consumer<@Nullable UUID> at);
}
