package dev.tenantry.integrations;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the current organization's integrations can be asked by name, for other modules. */
public interface IntegrationOperations {

    /** @param integration null: the oldest one that has an operation of this name */
    Optional<NamedOperation> find(@Nullable UUID integration, String name);
}
