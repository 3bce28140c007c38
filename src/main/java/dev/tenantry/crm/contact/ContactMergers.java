package dev.tenantry.crm.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.merger.MergedFields;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Mergers;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

/** Makes one contact of two that are the same person. */
@Service
@Transactional
class ContactMergers {

    private static final String OTHER = "contactId";

    private final ContactService contacts;
    private final RecordKernel kernel;
    private final Mergers mergers;
    private final Timeline timeline;
    private final AuditTrail audit;

    ContactMergers(ContactService contacts, RecordKernel kernel, Mergers mergers, Timeline timeline,
            AuditTrail audit) {
        this.contacts = contacts;
        this.kernel = kernel;
        this.mergers = mergers;
        this.timeline = timeline;
        this.audit = audit;
    }

    /** @throws ProblemException as of {@link #merge} */
    @Transactional(readOnly = true)
    ContactMergerPreviewResponse preview(Long id, ContactMergerRequest request) {
        var other = request.contactId();
        refuseSame(id, other);
        contacts.get(id);
        if (contacts.find(other).isEmpty()) {
            throw unknown();
        }
        return new ContactMergerPreviewResponse(united(id, request), mergers.references(contacts, other));
    }

    /**
     * The contact, with what the other one has besides; what refers to that refers to it, and that is in the trash.
     *
     * @throws ProblemException 404, 412, 422 where the other one is none or the two do not fit into one, or 409 where too much refers to it
     */
    ContactResponse merge(Long id, ContactMergerRequest request, IfMatch expected) {
        var other = request.contactId();
        refuseSame(id, other);
        var live = contacts.lock(List.of(id, other), true);
        contacts.expect(id, expected);
        if (!live.contains(other)) {
            throw unknown();
        }
        var united = united(id, request);
        contacts.giveUpKeys(other);
        var merged = contacts.replace(id, united, IfMatch.ANY);
        mergers.move(contacts, other, id);
        contacts.trash(other, IfMatch.ANY);
        audit.record(new AuditEntry("contact.merged", AuditEntry.Category.DATA_MODIFICATION, contacts.type(),
                id.toString(), Map.of(), Map.of(OTHER, other.toString())));
        contacts.merged(id, other);
        timeline.note("contact.merged", id, merged.name() + " was merged with another contact",
                Subjects.of(contacts.type(), id).and("company", merged.companyId()));
        return contacts.get(id);
    }

    private static void refuseSame(Long id, Long other) {
        if (other.equals(id)) {
            throw ProblemException.invalid(OTHER, "same", "this is the very contact that the other is to become");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.invalid(OTHER, "unknown-reference", "there is no such contact");
    }

    private ContactRequest united(Long id, ContactMergerRequest request) {
        var fields = new MergedFields(stated(id), stated(request.contactId()), OTHER);
        var united = fields.united(Objects.requireNonNullElse(request.fields(), List.of()), ContactRequest.class,
                Set.of("emails", "phones"));
        fields.unite(united, "emails", "email", "address", EmailAddress::canonical);
        fields.unite(united, "phones", "phone", "number", contacts::phoneKey);
        return kernel.patches().read(united, ContactRequest.class);
    }

    private ObjectNode stated(Long id) {
        return kernel.json().valueToTree(contacts.stated(id));
    }
}
