package dev.tenantry.crm.contact;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.crm.ContactCreated;
import dev.tenantry.crm.ContactUpdated;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;

@Service
class ContactService extends RecordService<Contact, ContactRequest, ContactResponse> {

    private static final Listing<Contact> LISTING = Listing.of(Contact.class)
            .field("id", Long.class)
            .field("name", String.class)
            .folded("email", "emailKey")
            .nullable("phone", String.class)
            .nullable("jobTitle", String.class)
            .nullable("company", String.class)
            .nullable("companyId", Long.class)
            .nullable("ownerId", UUID.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_contacts")
            .build();

    private final ContactMapper mapper;
    private final DomainEvents events;

    ContactService(RecordKernel kernel, ContactMapper mapper, DomainEvents events) {
        super(kernel, LISTING, ContactRequest.class);
        this.mapper = mapper;
        this.events = events;
    }

    @Override
    protected Map<String, String> identifying() {
        return Map.of("externalId", "externalId", "email", "emailKey");
    }

    @Override
    protected Contact make(ContactRequest request) {
        return new Contact(request);
    }

    @Override
    protected void change(Contact contact, ContactRequest request) {
        contact.change(request);
    }

    @Override
    protected ContactRequest state(Contact contact) {
        return mapper.toRequest(contact);
    }

    @Override
    protected ContactResponse show(Contact contact) {
        return mapper.toResponse(contact);
    }

    @Override
    protected void created(Contact contact) {
        events.publish(
                new ContactCreated(contact.getId(), contact.getName(), contact.getEmail(), contact.getCompanyId()));
    }

    @Override
    protected void changed(Contact contact) {
        events.publish(
                new ContactUpdated(contact.getId(), contact.getName(), contact.getEmail(), contact.getCompanyId()));
    }
}
