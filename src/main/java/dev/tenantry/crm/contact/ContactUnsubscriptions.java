package dev.tenantry.crm.contact;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.ContactUnsubscribed;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.UnsubscriptionListener;
import dev.tenantry.shared.journal.DomainEvents;

/** Tells of contacts whose mail address or telephone number, be it one of several, unsubscribes. */
@Component
class ContactUnsubscriptions implements UnsubscriptionListener {

    private final AddressedContacts contacts;
    private final DomainEvents events;
    private final Timeline timeline;

    ContactUnsubscriptions(AddressedContacts contacts, DomainEvents events, Timeline timeline) {
        this.contacts = contacts;
        this.events = events;
        this.timeline = timeline;
    }

    @Override
    public void on(ContactChannel channel, String key) {
        var finder = switch (channel) {
            case EMAIL -> AddressedContacts.BY_EMAIL;
            case SMS, WHATSAPP -> AddressedContacts.BY_PHONE;
        };
        for (var contact : contacts.having(finder, key)) {
            events.publish(new ContactUnsubscribed(contact.getId(), channel.toString()));
            timeline.note("contact.unsubscribed", contact.getId(), contact.getName() + " unsubscribed",
                    Subjects.of("contact", contact.getId()).and("company", contact.getCompanyId()));
        }
    }
}
