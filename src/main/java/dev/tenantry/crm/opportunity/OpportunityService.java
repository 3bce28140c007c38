package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.OpportunityClosed;
import dev.tenantry.crm.OpportunityCreated;
import dev.tenantry.crm.OpportunityStageChanged;
import dev.tenantry.crm.OpportunityUpdated;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class OpportunityService extends TaggedService<Opportunity, OpportunityRequest, OpportunityResponse> {

    private static final ListDefinition<Opportunity> LISTING = ListDefinition.of(Opportunity.class)
            .field("id", Long.class)
            .text("name")
            .nullable("amount", BigDecimal.class)
            .nullable("currency", String.class)
            .field("pipelineId", Long.class)
            .text("stage")
            .field("status", StageKind.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("ownerId", UUID.class)
            .nullableText("agent")
            .nullableText("product")
            .nullable("startedOn", LocalDate.class)
            .nullable("expectedCloseOn", LocalDate.class)
            .nullable("closedOn", LocalDate.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_opportunities", "name, product and agent")
            .build();

    private final RecordKernel kernel;
    private final OpportunityMapper mapper;
    private final OpportunityDefaults defaults;
    private final StageHistory history;
    private final DomainEvents events;
    private final Timeline timeline;

    OpportunityService(RecordKernel kernel, OpportunityMapper mapper, OpportunityDefaults defaults,
            StageHistory history,
            DomainEvents events, Timeline timeline) {
        super(kernel, LISTING, OpportunityRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.defaults = defaults;
        this.history = history;
        this.events = events;
        this.timeline = timeline;
    }

    @Transactional
    OpportunityResponse move(Long id, StageRequest request, IfMatch ifMatch) {
        var patch = kernel.json().valueToTree(request);
        return patch(id, (ObjectNode) patch, ifMatch);
    }

    /** A deal that stays won or lost has a day of it: without one it would be kept, unlike what the patch says. */
    @Override
    @Transactional
    public OpportunityResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        var before = patch.path("closedOn").isNull() ? locked(id, expected).getStatus() : null;
        var patched = super.patch(id, patch, expected);
        if (before != null && before != StageKind.OPEN && before == patched.status()) {
            throw ProblemException.invalid("closedOn", "closed",
                    "the opportunity is " + before + " and keeps its day; move it to an open stage to take that away");
        }
        return patched;
    }

    List<StageStayResponse> history(Long id) {
        return history.of(get(id).id());
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    List<StageSummary> summarize(Selection selection) {
        var groups = "e.pipelineId, e.stage, e.status, e.currency";
        var stages = kernel.lists()
                .summarize(listing().under("e.deletedAt is null"), selection, groups + ", count(e), sum(e.amount)",
                        groups)
                .stream()
                .map(row -> new StageSummary((Long) row[0], (String) row[1], (StageKind) row[2], (Long) row[4],
                        Money.of((BigDecimal) row[5], (String) row[3])))
                .toList();
        return defaults.inOrder(stages);
    }

    @Override
    public <T> T together(Supplier<T> batch) {
        return defaults.remembering(batch::get);
    }

    @Override
    protected Opportunity make(OpportunityRequest request) {
        return new Opportunity(request, defaults.position(request), defaults::today);
    }

    @Override
    protected void change(Opportunity opportunity, OpportunityRequest request) {
        opportunity.change(request, defaults.position(opportunity, request), defaults::today);
    }

    @Override
    protected OpportunityRequest state(Opportunity opportunity) {
        return mapper.toRequest(opportunity);
    }

    @Override
    protected OpportunityResponse show(Opportunity opportunity) {
        return mapper.toResponse(opportunity);
    }

    @Override
    protected void created(Opportunity opportunity) {
        history.begin(opportunity);
        events.publish(new OpportunityCreated(opportunity.getId(), opportunity.getName(), opportunity.getStage(),
                opportunity.getStatus().toString(),
                Money.of(opportunity.getAmount(), opportunity.getCurrency()), opportunity.getContactId(),
                opportunity.getCompanyId(), opportunity.getOwnerId()));
        tellOfEnd(opportunity, null);
        timeline.note("opportunity.created", opportunity.getId(),
                opportunity.getName() + " was added in " + opportunity.getStage(),
                subjects(opportunity));
    }

    @Override
    protected void changed(Opportunity opportunity, Map<String, FieldChange> changes) {
        if (changes.containsKey("stage") || changes.containsKey("pipelineId")) {
            moved(opportunity, changes);
        }
        events.publish(new OpportunityUpdated(opportunity.getId(), opportunity.getName(), opportunity.getStage(),
                opportunity.getStatus().toString(),
                Money.of(opportunity.getAmount(), opportunity.getCurrency()), opportunity.getContactId(),
                opportunity.getCompanyId(), opportunity.getOwnerId(), changes));
    }

    private void moved(Opportunity opportunity, Map<String, FieldChange> changes) {
        var stage = changes.get("stage");
        var from = stage == null ? opportunity.getStage() : stage.before().asString();
        history.move(opportunity);
        events.publish(new OpportunityStageChanged(opportunity.getId(), opportunity.getName(), from,
                opportunity.getStage(),
                opportunity.getStatus().toString(), Money.of(opportunity.getAmount(), opportunity.getCurrency()),
                opportunity.getContactId(),
                opportunity.getCompanyId(), opportunity.getOwnerId(), changes));
        if (changes.containsKey("status")) {
            tellOfEnd(opportunity, from);
        }
        timeline.note("opportunity.stage-changed", opportunity.getId(),
                opportunity.getName() + " went from " + from + " to " + opportunity.getStage(),
                subjects(opportunity));
    }

    /** @param from the stage before; null where there is none */
    private void tellOfEnd(Opportunity opportunity, @Nullable String from) {
        if (opportunity.getStatus() != StageKind.OPEN) {
            events.publish(new OpportunityClosed(opportunity.getId(), opportunity.getName(), from,
                    opportunity.getStage(), opportunity.getStatus().toString(),
                    Money.of(opportunity.getAmount(), opportunity.getCurrency()), opportunity.getContactId(),
                    opportunity.getCompanyId(), opportunity.getOwnerId()));
        }
    }

    private Subjects subjects(Opportunity opportunity) {
        return Subjects.of(type(), opportunity.getId())
                .and("contact", opportunity.getContactId())
                .and("company", opportunity.getCompanyId());
    }
}
