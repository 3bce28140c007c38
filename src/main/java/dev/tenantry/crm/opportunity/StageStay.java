package dev.tenantry.crm.opportunity;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;

/** How long an opportunity was in a stage. */
@Entity
@Table(name = "opportunity_stage_history")
@NotAudited("the opportunity's change of stage")
class StageStay extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "opportunity_stage_history")
    @SequenceGenerator(name = "opportunity_stage_history", sequenceName = "opportunity_stage_history_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long opportunityId;
    private Long pipelineId;
    private String stage;
    private Long stageId;
    private @Nullable Long previousStageId;
    private @Nullable Long nextStageId;
    private Instant enteredAt;
    private @Nullable Instant leftAt;
    private @Nullable UUID userId;

    @SuppressWarnings("NullAway.Init")
    protected StageStay() {}

    /** @param previous where it was before; null where it begins */
    StageStay(Opportunity opportunity, @Nullable StageStay previous, Instant enteredAt, @Nullable UUID userId) {
        this.opportunityId = opportunity.getId();
        this.pipelineId = opportunity.getPipelineId();
        this.stage = opportunity.getStage();
        this.stageId = opportunity.stageId();
        this.previousStageId = previous == null ? null : previous.stageId;
        this.enteredAt = enteredAt;
        this.userId = userId;
    }

    /** @param next where it goes */
    void end(Instant now, Long next) {
        nextStageId = next;
        leftAt = now.isBefore(enteredAt) ? enteredAt : now;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    StageStayResponse toResponse(Instant now) {
        var until = leftAt == null ? now : leftAt;
        return new StageStayResponse(pipelineId, stage, enteredAt, leftAt,
                Math.max(0, Duration.between(enteredAt, until).toSeconds()), userId);
    }
}
