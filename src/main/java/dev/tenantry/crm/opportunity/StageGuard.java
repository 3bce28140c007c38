package dev.tenantry.crm.opportunity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.DealField;
import dev.tenantry.crm.pipeline.PipelineService;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.pipeline.StagePosition;
import dev.tenantry.crm.pipeline.StageRules;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/** Says where a deal is to stand and whether it may, whichever way it is to come there. */
@Component
class StageGuard {

    private final PipelineService pipelines;
    /** Deals are among them. */
    private final ObjectProvider<RecordRegistry> records;

    StageGuard(PipelineService pipelines, ObjectProvider<RecordRegistry> records) {
        this.pipelines = pipelines;
        this.records = records;
    }

    /** Where a new deal begins. @throws ProblemException 422 where there is no such stage, or it requires what the deal has not */
    StagePosition enter(OpportunityRequest request, DealAmount worth) {
        var position = pipelines.position(request.pipelineId(), request.stage());
        if (position.kind() != StageKind.LOST && request.lostReasonId() != null) {
            throw Opportunity.notLost();
        }
        refuseLacking(position, request, worth);
        return position;
    }

    /**
     * Where the deal is to go: nowhere, unless the request says so.
     *
     * @param deal locked
     * @return null where it stays
     * @throws ProblemException 422 where there is no such stage, it requires what the deal has not, or none of its pipeline goes there from where it is
     */
    @Nullable
    StagePosition move(Opportunity deal, OpportunityRequest request, DealAmount worth) {
        return PipelineService.remembering(() -> destination(deal, request, worth));
    }

    private @Nullable StagePosition destination(Opportunity deal, OpportunityRequest request, DealAmount worth) {
        var pipeline = Objects.requireNonNullElse(request.pipelineId(), deal.getPipelineId());
        var isSame = pipeline.equals(deal.getPipelineId());
        var stage = request.stage() == null && isSame ? deal.getStage() : request.stage();
        if (stage != null && deal.isIn(pipeline, stage)) {
            keepReason(deal, request);
            return null;
        }
        var position = pipelines.position(pipeline, stage);
        if (deal.isIn(pipeline, position.name())) {
            keepReason(deal, request);
            return null;
        }
        if (isSame) {
            refuseUnforeseen(deal, position);
        }
        refuseLacking(position, request, worth);
        return position;
    }

    private void keepReason(Opportunity deal, OpportunityRequest request) {
        if (deal.getLostReasonId() != null && request.lostReasonId() == null && rules(deal).requiresLostReason()) {
            throw ProblemException.invalid(List.of(reasonLacking()));
        }
    }

    private void refuseUnforeseen(Opportunity deal, StagePosition position) {
        var next = rules(deal).next();
        if (next != null && !next.contains(position.name())) {
            throw ProblemException.invalid("stage", "guarded-move", next.isEmpty()
                    ? "opportunities stay in " + deal.getStage()
                    : "from " + deal.getStage() + " opportunities go to " + String.join(", ", next));
        }
    }

    private StageRules rules(Opportunity deal) {
        return pipelines.position(deal.getPipelineId(), deal.getStage()).rules();
    }

    private void refuseLacking(StagePosition position, OpportunityRequest request, DealAmount worth) {
        var errors = new ArrayList<FieldError>();
        position.rules()
                .required()
                .stream()
                .filter(field -> value(field, request, worth) == null)
                .forEach(field -> errors.add(new FieldError(field.toString(), "required",
                        "opportunities enter the stage " + position.name() + " only with it")));
        if (position.kind() == StageKind.LOST && position.rules().requiresLostReason()
                && request.lostReasonId() == null) {
            errors.add(reasonLacking());
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static FieldError reasonLacking() {
        return new FieldError("lostReasonId", "required", "in this pipeline opportunities are lost for a reason");
    }

    private @Nullable Object value(DealField field, OpportunityRequest request, DealAmount worth) {
        return switch (field) {
            case AMOUNT -> worth.amount();
            case CONTACT -> live("contact", request.contactId());
            case COMPANY -> live("company", request.companyId());
            case OWNER -> request.ownerId();
            case AGENT -> request.agent();
            case PRODUCT -> request.product();
            case STARTED_ON -> request.startedOn();
            case EXPECTED_CLOSE_ON -> request.expectedCloseOn();
        };
    }

    /** What is in the trash is as good as not there. */
    private @Nullable Long live(String type, @Nullable Long id) {
        return id == null || records.getObject().of(type).find(id).isEmpty() ? null : id;
    }
}
