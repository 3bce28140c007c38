package dev.tenantry.automation.definition;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the messages come from that start a workflow.
 *
 * @param integration whose they are; null: of the workflow's own address
 * @param isSecret    whether it is the secret that is needed; else all but that
 */
public record MessageSource(@Nullable UUID integration, boolean isSecret) implements Prerequisite {

    @Override
    public String code() {
        return isSecret ? "no-secret" : "not-connected";
    }

    @Override
    public Set<String> permissions() {
        return integration == null ? Set.of() : Set.of("integrations:read");
    }

    static List<MessageSource> of(Trigger trigger) {
        var integration = trigger.integrationId();
        return integration == null
                ? List.of(new MessageSource(null, true))
                : Stream.of(true, false)
                        .map(isSecret -> new MessageSource(UUID.fromString(integration), isSecret))
                        .toList();
    }
}
