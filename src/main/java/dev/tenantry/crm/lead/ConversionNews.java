package dev.tenantry.crm.lead;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.LeadConverted;
import dev.tenantry.crm.LeadReopened;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;

/** Tells of conversions: the events, the timelines and the audit trail. */
@Component
class ConversionNews {

    private static final String TYPE = "lead";

    private final DomainEvents events;
    private final Timeline timeline;
    private final AuditTrail audit;

    ConversionNews(DomainEvents events, Timeline timeline, AuditTrail audit) {
        this.events = events;
        this.timeline = timeline;
        this.audit = audit;
    }

    void converted(Lead lead) {
        var contact = lead.getContactId();
        if (contact == null) {
            return;
        }
        events.publish(new LeadConverted(lead.getId(), lead.getName(), lead.getSource(), lead.getOwnerId(), contact,
                lead.getCompanyId(), lead.getOpportunityId()));
        timeline.note("lead.converted", lead.getId(), lead.getName() + " was converted", subjects(lead));
        audit("lead.converted", lead, Map.of(), made(lead));
    }

    /** @param before what it had been converted to */
    void reopened(Lead lead, Map<String, @Nullable Object> before) {
        events.publish(new LeadReopened(lead.getId(), lead.getName(), lead.getStatus().toString(), lead.getOwnerId()));
        timeline.note("lead.reopened", lead.getId(), "The conversion of " + lead.getName() + " was taken back",
                Subjects.of(TYPE, lead.getId()));
        audit("lead.reopened", lead, before, Map.of());
    }

    /** What it has been converted to, as the audit trail has it. */
    Map<String, @Nullable Object> made(Lead lead) {
        var made = new HashMap<String, @Nullable Object>();
        subjects(lead).all()
                .stream()
                .filter(subject -> !subject.type().equals(TYPE))
                .forEach(subject -> made.put(subject.type() + "Id", subject.id().toString()));
        return made;
    }

    private void audit(String action, Lead lead, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        audit.record(
                new AuditEntry(action, AuditEntry.Category.DATA_MODIFICATION, TYPE, lead.getId().toString(), before,
                        after));
    }

    private static Subjects subjects(Lead lead) {
        return Subjects.of(TYPE, lead.getId())
                .and("contact", lead.getContactId())
                .and("company", lead.getCompanyId())
                .and("opportunity", lead.getOpportunityId());
    }
}
