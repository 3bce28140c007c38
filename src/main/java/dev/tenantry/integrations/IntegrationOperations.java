package dev.tenantry.integrations;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;

/** What the current organization's integrations can be asked by name, for other modules. */
public interface IntegrationOperations {

    /** @param integration whose operation it is; null: of whichever has one of this name */
    record Named(@Nullable UUID integration, String name) {}

    /** Why what is called so cannot be asked as things stand, without what can be; one exchange for all. */
    Map<Named, String> objections(Collection<Named> named);

    /** @param integration null: the oldest one that has an operation of this name */
    Optional<NamedOperation> find(@Nullable UUID integration, String name);

    /** What is wrong with the value of a parameter, as it is to be sent; null where nothing is, or nothing is said of it. */
    @Nullable
    FieldError fault(NamedOperation.Parameter parameter, String value);

    /** What is wrong with what is to be sent, each with its place in it; nothing where the operation says nothing of it. */
    List<FieldError> faults(NamedOperation operation, JsonNode body);
}
