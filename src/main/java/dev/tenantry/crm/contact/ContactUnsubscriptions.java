package dev.tenantry.crm.contact;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.ContactUnsubscribed;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.UnsubscriptionListener;
import dev.tenantry.shared.journal.DomainEvents;

/** Tells of contacts whose mail address unsubscribes. Numbers of contacts are kept as people write them, and not found by others' spelling. */
@Component
class ContactUnsubscriptions implements UnsubscriptionListener {

    /** As many contacts with one address are told of. */
    private static final int MOST = 20;

    private final EntityManager entities;
    private final DomainEvents events;
    private final Timeline timeline;

    ContactUnsubscriptions(EntityManager entities, DomainEvents events, Timeline timeline) {
        this.entities = entities;
        this.events = events;
        this.timeline = timeline;
    }

    @Override
    public void on(ContactChannel channel, String key) {
        if (channel != ContactChannel.EMAIL) {
            return;
        }
        for (var contact : having(key)) {
            events.publish(new ContactUnsubscribed(contact.getId(), channel.toString()));
            timeline.note("contact.unsubscribed", contact.getId(), contact.getName() + " unsubscribed",
                    Subjects.of("contact", contact.getId()).and("company", contact.getCompanyId()));
        }
    }

    private List<Contact> having(String key) {
        return entities
                .createQuery("select c from Contact c where c.emailKey = :key and c.deletedAt is null order by c.id",
                        Contact.class)
                .setParameter("key", key)
                .setMaxResults(MOST)
                .getResultList();
    }
}
