package dev.tenantry.automation.definition;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Where the messages come from that start a workflow. @param integration whose they are; null: of the workflow's own address */
public record MessageSource(@Nullable UUID integration) implements Prerequisite {

    @Override
    public String code() {
        return integration == null ? "no-secret" : "not-connected";
    }

    @Override
    public Set<String> permissions() {
        return integration == null ? Set.of() : Set.of("integrations:read");
    }

    static MessageSource of(Trigger trigger) {
        var integration = trigger.integrationId();
        return new MessageSource(integration == null ? null : UUID.fromString(integration));
    }
}
