package dev.tenantry.crm.opportunity;

import java.lang.reflect.Type;
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

import dev.tenantry.crm.follower.FollowedService;
import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordEvents;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class OpportunityService extends FollowedService<Opportunity, OpportunityRequest, OpportunityResponse> {

    private static final ListDefinition<Opportunity> LISTING = ListDefinition.of(Opportunity.class)
            .field("id", Long.class)
            .text("name")
            .nullable("amount", BigDecimal.class)
            .nullable("currency", String.class)
            .field("amountSource", AmountSource.class)
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
            .nullable("lostReasonId", Long.class)
            .nullable("forecastCategory", ForecastCategory.class)
            .nullable("rottingAt", Instant.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_opportunities", "name, product and agent")
            .build();

    private final RecordKernel kernel;
    private final OpportunityMapper mapper;
    private final OpportunityDefaults defaults;
    private final DealAmounts amounts;
    private final StageGuard guard;
    private final OpportunityJournal journal;

    OpportunityService(RecordKernel kernel, OpportunityMapper mapper, OpportunityDefaults defaults,
            DealAmounts amounts, StageGuard guard, OpportunityJournal journal) {
        super(kernel, LISTING, OpportunityRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.defaults = defaults;
        this.amounts = amounts;
        this.guard = guard;
        this.journal = journal;
    }

    @Transactional
    OpportunityResponse move(Long id, StageRequest request, IfMatch ifMatch) {
        var patch = kernel.json().valueToTree(request);
        return patch(id, (ObjectNode) patch, ifMatch);
    }

    /** What a deal has while it is what it is, a patch cannot take away: it would be kept, unlike what the patch says. */
    @Override
    protected boolean isParticular(ObjectNode patch) {
        return patch.path("closedOn").isNull() || patch.path("amount").isNull();
    }

    /** A deal that stays won or lost has a day of it, and one whose amount is computed has an amount. */
    @Override
    @Transactional
    public OpportunityResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        var before = patch.path("closedOn").isNull() ? locked(id, expected).getStatus() : null;
        var patched = super.patch(id, patch, expected);
        if (before != null && before != StageKind.OPEN && before == patched.status()) {
            throw ProblemException.invalid("closedOn", "closed",
                    "the opportunity is " + before + " and keeps its day; move it to an open stage to take that away");
        }
        if (patch.path("amount").isNull() && patched.amount() != null) {
            throw DealAmounts.computed(null);
        }
        return patched;
    }

    /** The live deal, locked. @throws ProblemException 404 */
    @Transactional
    Opportunity held(Long id) {
        return locked(id, IfMatch.ANY);
    }

    /** Its lines have changed. @param deal locked */
    @Transactional
    void follow(Opportunity deal) {
        if (deal.getAmountSource() == AmountSource.LINE_ITEMS) {
            changeBesides(deal, () -> deal.amountTo(amounts.sum(deal)));
        }
    }

    List<StageStayResponse> history(Long id) {
        return journal.stages(get(id).id());
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return journal.timeline(get(id).id(), request);
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

    /** Nothing is written that would have to be undone. */
    @Override
    @Transactional(readOnly = true, noRollbackFor = ProblemException.class)
    public void foresee(@Nullable Long id, ObjectNode properties) {
        if (id == null) {
            var request = kernel.patches().read(properties, requestType());
            var _ = guard.enter(request, amounts.of(request));
            return;
        }
        var deal = kernel.entities().find(Opportunity.class, id);
        if (deal != null && !deal.isTrashed()) {
            var request = kernel.patches().apply(state(deal), properties);
            var _ = guard.move(deal, request, amounts.foresee(deal, request));
        }
    }

    @Override
    protected Opportunity make(OpportunityRequest request) {
        var worth = amounts.of(request);
        return new Opportunity(request, worth, guard.enter(request, worth), defaults.now());
    }

    @Override
    protected void change(Opportunity opportunity, OpportunityRequest request) {
        var worth = amounts.of(opportunity, request);
        opportunity.change(request, worth, guard.move(opportunity, request, worth), defaults.now());
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
    protected Map<String, Map<String, Type>> tells() {
        return OpportunityEvents.ALL;
    }

    @Override
    protected void created(Opportunity opportunity) {
        journal.created(opportunity);
        RecordEvents.tell(this, opportunity, RecordEvents.CREATED, Map.of());
        OpportunityEvents.tellOfEnd(this, opportunity, null);
    }

    @Override
    protected void changed(Opportunity opportunity, Map<String, FieldChange> changes) {
        if (changes.containsKey("stage") || changes.containsKey("pipelineId")) {
            var from = OpportunityEvents.tellOfMove(this, opportunity, changes);
            journal.moved(opportunity, from);
        }
        RecordEvents.tell(this, opportunity, RecordEvents.UPDATED, Map.of(RecordEvents.CHANGES, changes));
    }
}
