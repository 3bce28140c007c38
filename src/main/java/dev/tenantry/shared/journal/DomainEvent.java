package dev.tenantry.shared.journal;

/**
 * Something that happened to an aggregate, told to other modules and to automations. Implementations are past-tense
 * records of ids and values; their JSON is the event's payload.
 */
public interface DomainEvent {

    /** For example {@code opportunity.stage-changed}. */
    String eventName();

    /** For example {@code opportunity}. */
    String aggregateType();

    String aggregateId();
}
