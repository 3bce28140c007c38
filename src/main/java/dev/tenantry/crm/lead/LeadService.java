package dev.tenantry.crm.lead;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.follower.FollowedService;
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
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.HomeRegion;

@Service
@Transactional(readOnly = true)
class LeadService extends FollowedService<Lead, LeadRequest, LeadResponse> {

    private static final String BY_PHONE = "app.leads_by_phone";
    private static final ListDefinition<Lead> LISTING = ListDefinition.of(Lead.class)
            .field("id", Long.class)
            .text("name")
            .address("email", "e.emailKey", true)
            .nullableText("phone")
            .found("phones", BY_PHONE, Field.Matching.NUMBER)
            .nullableText("company")
            .nullableText("domain")
            .nullableText("jobTitle")
            .field("status", LeadStatus.class)
            .nullableText("source")
            .nullableText("utmSource")
            .nullableText("utmMedium")
            .nullableText("utmCampaign")
            .nullable("ownerId", UUID.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .nullable("convertedAt", Instant.class)
            .nullable("firstResponseAt", Instant.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_leads",
                    "name, e-mail address, phone in any spelling, company, domain and job title")
            .build();

    private final RecordKernel kernel;
    private final LeadMapper mapper;
    private final Timeline timeline;
    private final HomeRegion home;

    LeadService(RecordKernel kernel, LeadMapper mapper, Timeline timeline, HomeRegion home) {
        super(kernel, LISTING, LeadRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.timeline = timeline;
        this.home = home;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    /** A telephone number is looked for in any spelling. */
    @Override
    public Page<LeadResponse> list(ListRequest request) {
        var key = request.q() == null ? null : TelephoneNumber.keyOrNull(request.q());
        return super.list(key == null || found(BY_PHONE, Set.of(key)).isEmpty() ? request : request.searching(key));
    }

    /** The live lead, locked. @throws dev.tenantry.shared.problem.ProblemException 404, or 412 where it has another version */
    @Transactional
    Lead held(Long id, IfMatch expected) {
        return locked(id, expected);
    }

    /** Does something to the lead that no request states. @param lead locked */
    @Transactional
    LeadResponse become(Lead lead, Runnable work) {
        changeBesides(lead, work);
        return show(lead);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "email");
    }

    @Override
    protected Lead make(LeadRequest request) {
        return new Lead(request, home::current);
    }

    @Override
    protected void change(Lead lead, LeadRequest request) {
        lead.change(request, home::current, FirstResponses.isByPerson() ? kernel.clock().instant() : null);
    }

    @Override
    protected LeadRequest state(Lead lead) {
        return mapper.toRequest(lead);
    }

    @Override
    protected LeadResponse show(Lead lead) {
        return mapper.toResponse(lead);
    }

    @Override
    protected Map<String, Map<String, Type>> tells() {
        return RecordEvents.USUAL;
    }

    @Override
    protected void created(Lead lead) {
        RecordEvents.tell(this, lead, RecordEvents.CREATED, Map.of());
        timeline.note("lead.created", lead.getId(), lead.getName() + " was added",
                Subjects.of(type(), lead.getId()));
    }

    @Override
    protected void changed(Lead lead, Map<String, FieldChange> changes) {
        RecordEvents.tell(this, lead, RecordEvents.UPDATED, Map.of(RecordEvents.CHANGES, changes));
        if (changes.containsKey("status")) {
            timeline.note("lead.status-changed", lead.getId(), lead.getName() + " is " + lead.getStatus(),
                    Subjects.of(type(), lead.getId()));
        }
    }
}
