package dev.tenantry.access;

import java.util.UUID;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * There are so many security events that nobody has closed that further ones are not shown. What is to be done about them by itself is done.
 *
 * @param unclosed how many
 */
public record SecurityEventBacklog(UUID organizationId, int unclosed) implements DomainEvent {

    @Override
    public String eventName() {
        return "security-event.backlog";
    }

    @Override
    public String aggregateType() {
        return "security-event";
    }

    @Override
    public String aggregateId() {
        return organizationId.toString();
    }
}
