package dev.tenantry.crm.contact;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.merger.MergedFields;
import dev.tenantry.crm.merger.RecordMergers;
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
class ContactMergers extends RecordMergers<ContactRequest, ContactResponse, ContactService> {

    ContactMergers(ContactService contacts, RecordKernel kernel, Mergers mergers, Timeline timeline,
            AuditTrail audit) {
        super(contacts, ContactRequest.class, kernel, mergers, timeline, audit);
    }

    /** @throws ProblemException as of {@link #merge} */
    @Transactional(readOnly = true)
    ContactMergerPreviewResponse preview(Long id, ContactMergerRequest request) {
        return preview(id, request.contactId(), request.fields(), ContactMergerPreviewResponse::new);
    }

    /** @throws ProblemException 404, 409, 412, 422 */
    ContactResponse merge(Long id, ContactMergerRequest request, IfMatch expected) {
        return merge(id, request.contactId(), request.fields(), expected);
    }

    @Override
    protected ObjectNode united(MergedFields fields, List<String> named, Long id, Long other) {
        var united = fields.united(named, ContactRequest.class, Set.of("emails", "phones"));
        fields.unite(united, "emails", "email", "address", EmailAddress::canonical);
        fields.unite(united, "phones", "phone", "number", records::phoneKey);
        return united;
    }

    @Override
    protected String called(ContactResponse merged) {
        return merged.name();
    }

    @Override
    protected Subjects subjects(Long id, ContactResponse merged) {
        return Subjects.of(records.type(), id).and("company", merged.companyId());
    }
}
