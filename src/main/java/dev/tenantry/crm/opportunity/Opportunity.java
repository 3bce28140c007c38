package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.pipeline.StagePosition;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordEntity;

/** A deal on its way through the stages of a pipeline. */
@Entity
@DynamicUpdate
@Table(name = "opportunities")
@EntityListeners(DealStates.class)
class Opportunity extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "opportunities")
    @SequenceGenerator(name = "opportunities", sequenceName = "opportunities_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable BigDecimal amount;
    private @Nullable String currency;
    @Enumerated(EnumType.STRING)
    private AmountSource amountSource;
    private Long pipelineId;
    private String stage;
    @Enumerated(EnumType.STRING)
    private StageKind status;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable UUID ownerId;
    @NotAudited("ownerId")
    private @Nullable UUID closedOwnerId;
    private @Nullable String agent;
    private @Nullable String product;
    private @Nullable LocalDate startedOn;
    private @Nullable LocalDate expectedCloseOn;
    private @Nullable LocalDate closedOn;
    private @Nullable Long lostReasonId;
    @Enumerated(EnumType.STRING)
    private @Nullable ForecastCategory forecastCategory;
    @NotAudited("stage")
    private @Nullable Instant rottingAt;
    private @Nullable String externalId;
    @Transient
    private @Nullable Long enteredStageId;

    @SuppressWarnings("NullAway.Init")
    protected Opportunity() {}

    @SuppressWarnings("NullAway.Init")
    Opportunity(OpportunityRequest request, DealAmount worth, StagePosition position, Now now) {
        var day = ClosingDay.NONE.next(position.kind(), request, now.today());
        enter(position, day, now);
        describe(request, worth);
    }

    /**
     * @param position null: where it is
     * @throws ProblemException 422 before anything has changed
     */
    void change(OpportunityRequest request, DealAmount worth, @Nullable StagePosition position, Now now) {
        var kind = position == null ? status : position.kind();
        refuseReason(kind, request.lostReasonId());
        var day = new ClosingDay(status, closedOn, startedOn).next(kind, request, now.today());
        if (position == null) {
            closedOn = day;
        } else {
            enter(position, day, now);
        }
        describe(request, worth);
    }

    private void describe(OpportunityRequest request, DealAmount worth) {
        name = request.name();
        amountSource = worth.source();
        amountTo(worth.amount());
        contactId = request.contactId();
        companyId = request.companyId();
        ownerId = request.ownerId();
        if (status == StageKind.OPEN || closedOwnerId == null) {
            closedOwnerId = status == StageKind.OPEN ? null : ownerId;
        }
        agent = request.agent();
        product = request.product();
        startedOn = request.startedOn();
        expectedCloseOn = request.expectedCloseOn();
        lostReasonId = status == StageKind.LOST ? request.lostReasonId() : null;
        forecastCategory = request.forecastCategory();
        externalId = request.externalId();
    }

    void amountTo(@Nullable Money worth) {
        amount = worth == null ? null : worth.amount();
        currency = worth == null ? null : worth.currency();
    }

    private void enter(StagePosition position, @Nullable LocalDate day, Now now) {
        closedOn = day;
        pipelineId = position.pipelineId();
        stage = position.name();
        enteredStageId = position.id();
        status = position.kind();
        var days = position.rules().rottingDays();
        rottingAt = days == null ? null : now.instant().plus(Duration.ofDays(days));
    }

    /** One that is stated as it was is that of the loss before, which is no more. */
    private void refuseReason(StageKind kind, @Nullable Long stated) {
        if (kind != StageKind.LOST && stated != null && !stated.equals(lostReasonId)) {
            throw notLost();
        }
    }

    static ProblemException notLost() {
        return ProblemException.invalid("lostReasonId", "not-lost", "nothing has been lost in this stage");
    }

    /** Of the stage that it has just entered. */
    Long stageId() {
        return Objects.requireNonNull(enteredStageId);
    }

    boolean isIn(Long pipeline, String stageName) {
        return pipelineId.equals(pipeline) && stage.equals(stageName);
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable BigDecimal getAmount() {
        return amount;
    }

    public @Nullable String getCurrency() {
        return currency;
    }

    public AmountSource getAmountSource() {
        return amountSource;
    }

    @Nullable
    Money worth() {
        return Money.of(amount, currency);
    }

    public Long getPipelineId() {
        return pipelineId;
    }

    public String getStage() {
        return stage;
    }

    public StageKind getStatus() {
        return status;
    }

    public @Nullable Long getContactId() {
        return contactId;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable String getAgent() {
        return agent;
    }

    public @Nullable String getProduct() {
        return product;
    }

    public @Nullable LocalDate getStartedOn() {
        return startedOn;
    }

    public @Nullable LocalDate getExpectedCloseOn() {
        return expectedCloseOn;
    }

    public @Nullable LocalDate getClosedOn() {
        return closedOn;
    }

    public @Nullable Long getLostReasonId() {
        return lostReasonId;
    }

    public @Nullable ForecastCategory getForecastCategory() {
        return forecastCategory;
    }

    public @Nullable Instant getRottingAt() {
        return rottingAt;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
