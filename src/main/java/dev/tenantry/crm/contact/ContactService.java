package dev.tenantry.crm.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.ContactCreated;
import dev.tenantry.crm.ContactUpdated;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordKernel;

@Service
@Transactional(readOnly = true)
class ContactService extends TaggedService<Contact, ContactRequest, ContactResponse> {

    private static final ListDefinition<Contact> LISTING = ListDefinition.of(Contact.class)
            .field("id", Long.class)
            .text("name")
            .address("email", "e.emailKey", true)
            .nullableText("phone")
            .nullableText("jobTitle")
            .nullableText("company")
            .nullable("companyId", Long.class)
            .nullable("ownerId", UUID.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_contacts", "name, e-mail address, phone, company and job title")
            .build();

    private final ContactMapper mapper;
    private final DomainEvents events;
    private final Timeline timeline;

    ContactService(RecordKernel kernel, ContactMapper mapper, DomainEvents events, Timeline timeline) {
        super(kernel, LISTING, ContactRequest.class);
        this.mapper = mapper;
        this.events = events;
        this.timeline = timeline;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "email");
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
        timeline.note("contact.created", contact.getId(), contact.getName() + " was added",
                Subjects.of(type(), contact.getId()).and("company", contact.getCompanyId()));
    }

    @Override
    protected void changed(Contact contact, Map<String, FieldChange> changes) {
        events.publish(
                new ContactUpdated(contact.getId(), contact.getName(), contact.getEmail(), contact.getCompanyId(),
                        changes));
    }
}
