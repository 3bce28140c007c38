package dev.tenantry.crm.contact;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.crm.follower.FollowedService;
import dev.tenantry.crm.merger.Mergeable;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordEvents;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.SeveralValues;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.HomeRegion;

@Service
@Transactional(readOnly = true)
class ContactService extends FollowedService<Contact, ContactRequest, ContactResponse>
        implements
            Mergeable<ContactRequest> {

    private static final String EXTERNAL = "externalIds";
    private static final List<String> LISTS = List.of("emails", "phones");
    private static final String MERGED = "merged";
    private static final String OTHER = "mergedId";
    private static final ListDefinition<Contact> LISTING = ListDefinition.of(Contact.class)
            .field("id", Long.class)
            .text("name")
            .address("email", "e.emailKey", true)
            .found("emails", "app.contacts_by_email", Field.Matching.ADDRESS)
            .nullableText("phone")
            .found("phones", "app.contacts_by_phone", Field.Matching.NUMBER)
            .nullableText("jobTitle")
            .nullableText("company")
            .nullable("zone", String.class)
            .nullable("companyId", Long.class)
            .nullable("ownerId", UUID.class)
            .nullable("externalId", String.class)
            .found(EXTERNAL, "app.contacts_by_external_id", Field.Matching.EXACT)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_contacts",
                    "name, e-mail addresses, phones in any spelling, company, job title and the cities of the addresses")
            .build();

    private final EntityManager entities;
    private final ContactMapper mapper;
    private final Timeline timeline;
    private final HomeRegion home;

    ContactService(RecordKernel kernel, ContactMapper mapper, Timeline timeline, HomeRegion home) {
        super(kernel, LISTING, ContactRequest.class);
        this.entities = kernel.entities();
        this.mapper = mapper;
        this.timeline = timeline;
        this.home = home;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "email", EXTERNAL);
    }

    /** Each of the addresses identifies. */
    @Override
    protected Map<String, SeveralValues<Contact>> several() {
        return Map.of("email", new SeveralValues<>("app.contacts_by_email", Contact::emailKeys, false), EXTERNAL,
                new SeveralValues<>("app.contacts_by_external_id", Contact::externalKeys, true));
    }

    /** A list that is taken away is empty, and not one of which nothing is said. */
    @Override
    @Transactional
    public ContactResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        var stated = patch.deepCopy();
        LISTS.stream().filter(list -> patch.path(list).isNull()).forEach(stated::putArray);
        return super.patch(id, stated, expected);
    }

    @Override
    protected boolean isParticular(ObjectNode patch) {
        return LISTS.stream().anyMatch(list -> patch.path(list).isNull());
    }

    /** A telephone number is looked for in any spelling. */
    @Override
    public Page<ContactResponse> list(ListRequest request) {
        var key = request.q() == null ? null : TelephoneNumber.keyOrNull(request.q());
        return super.list(key == null || found("app.contacts_by_phone", Set.of(key)).isEmpty()
                ? request
                : request.searching(key));
    }

    @Override
    @Transactional
    public void expect(Long id, IfMatch expected) {
        locked(id, expected);
    }

    @Override
    public ContactRequest stated(Long id) {
        return mapper.toRequest(Objects.requireNonNull(entities.find(Contact.class, id)));
    }

    /** What the telephone number is equal by, to whoever writes it in the organization's country. */
    String phoneKey(String number) {
        return TelephoneNumber.key(number, home.current());
    }

    @Override
    @Transactional
    public void giveUpKeys(Long id) {
        var contact = locked(id, IfMatch.ANY);
        changeBesides(contact, contact::giveUpKeys);
    }

    @Override
    @Transactional
    public void merged(Long id, Long other) {
        RecordEvents.tell(this, locked(id, IfMatch.ANY), MERGED, Map.of(OTHER, other));
    }

    @Override
    public Set<String> identifiedBy() {
        return Set.of("externalId", "email");
    }

    @Override
    public JsonNode stating(String property, String value) {
        return property.equals(EXTERNAL) ? ExternalId.stating(value) : super.stating(property, value);
    }

    @Override
    protected Contact make(ContactRequest request) {
        refuseHeld(EXTERNAL, ExternalId.fresh(request.externalIds(), List.of()), null);
        return new Contact(request, home::current);
    }

    @Override
    protected void change(Contact contact, ContactRequest request) {
        refuseHeld(EXTERNAL, ExternalId.fresh(request.externalIds(), contact.externalKeys()), contact.getId());
        contact.change(request, home::current);
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
    protected Map<String, Map<String, Type>> tells() {
        var told = new HashMap<>(RecordEvents.USUAL);
        told.put(MERGED, Map.of(OTHER, Long.class));
        return told;
    }

    @Override
    protected void created(Contact contact) {
        RecordEvents.tell(this, contact, RecordEvents.CREATED, Map.of());
        timeline.note("contact.created", contact.getId(), contact.getName() + " was added",
                Subjects.of(type(), contact.getId()).and("company", contact.getCompanyId()));
    }

    @Override
    protected void changed(Contact contact, Map<String, FieldChange> changes) {
        RecordEvents.tell(this, contact, RecordEvents.UPDATED, Map.of(RecordEvents.CHANGES, changes));
    }
}
