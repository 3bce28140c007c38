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
import dev.tenantry.shared.tenancy.TenantContext;

/** Tells of contacts whose mail address or telephone number, be it one of several, unsubscribes. */
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
        var finder = switch (channel) {
            case EMAIL -> "app.contacts_by_email";
            case SMS, WHATSAPP -> "app.contacts_by_phone";
        };
        for (var contact : having(finder, key)) {
            events.publish(new ContactUnsubscribed(contact.getId(), channel.toString()));
            timeline.note("contact.unsubscribed", contact.getId(), contact.getName() + " unsubscribed",
                    Subjects.of("contact", contact.getId()).and("company", contact.getCompanyId()));
        }
    }

    private List<Contact> having(String finder, String key) {
        var ids = entities.createNativeQuery("select f from " + finder + "(:organization, array[:key]) f", Long.class)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("key", key)
                .getResultList();
        return entities
                .createQuery("select c from Contact c where c.id in :ids and c.deletedAt is null order by c.id",
                        Contact.class)
                .setParameter("ids", ids)
                .setMaxResults(MOST)
                .getResultList();
    }
}
