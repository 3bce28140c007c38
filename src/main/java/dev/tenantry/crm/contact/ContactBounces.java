package dev.tenantry.crm.contact;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.ContactEmailBounced;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.notification.Bounce;
import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.BounceListener;
import dev.tenantry.shared.journal.DomainEvents;

/** Tells of contacts from whom mails come back: that they do, and of no mail what it says. */
@Component
class ContactBounces implements BounceListener {

    private final AddressedContacts contacts;
    private final DomainEvents events;
    private final Timeline timeline;

    ContactBounces(AddressedContacts contacts, DomainEvents events, Timeline timeline) {
        this.contacts = contacts;
        this.events = events;
        this.timeline = timeline;
    }

    @Override
    public void on(Bounce bounce) {
        if (bounce.kind() == BounceKind.DELAYED) {
            return;
        }
        for (var contact : contacts.having(AddressedContacts.BY_EMAIL, bounce.key())) {
            events.publish(new ContactEmailBounced(contact.getId(), bounce.kind().toString(), bounce.isSuppressed()));
            timeline.note("contact.email-bounced", contact.getId(), summary(contact, bounce),
                    Subjects.of("contact", contact.getId()).and("company", contact.getCompanyId()));
        }
    }

    private static String summary(Contact contact, Bounce bounce) {
        var said = bounce.kind() == BounceKind.COMPLAINT
                ? contact.getName() + " called a mail unwanted"
                : "A mail to " + contact.getName() + " came back";
        return bounce.isSuppressed() ? said + ", and the address is not written to any more" : said;
    }
}
