package dev.tenantry.shared.journal;

/**
 * Events that there is one of for each of several kinds of records, which are known at start: {@code contact.tagged}. The class that
 * tells of all of them is a {@link Member}.
 */
public interface EventFamily {

    Iterable<EventTypes.EventType> types();

    /** An event of a family: what it is called depends on what it says. */
    interface Member extends DomainEvent {}
}
