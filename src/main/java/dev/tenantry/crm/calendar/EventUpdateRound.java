package dev.tenantry.crm.calendar;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails what has changed of an event, and has done with it in the same transaction: behind the event's lock, so that whoever changes it
 * meanwhile has it told once more.
 */
@Component
class EventUpdateRound {

    private final EntityManager entities;
    private final EventUpdates updates;
    private final Invitations invitations;

    EventUpdateRound(EntityManager entities, EventUpdates updates, Invitations invitations) {
        this.entities = entities;
        this.updates = updates;
        this.invitations = invitations;
    }

    @Transactional
    void tell(EventUpdateClaim claim) {
        var event = entities.find(CalendarEvent.class, claim.eventId(), LockModeType.PESSIMISTIC_WRITE);
        if (updates.take(claim) && event != null && !event.isTrashed()) {
            invitations.tell(event);
        }
    }

    /** Nobody survives telling of it. It is told with the next change. */
    @Transactional
    void giveUp(EventUpdateClaim claim) {
        updates.take(claim);
    }
}
