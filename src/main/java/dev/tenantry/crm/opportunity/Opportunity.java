package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.pipeline.StagePosition;
import dev.tenantry.shared.record.RecordEntity;

/** A deal on its way through the stages of a pipeline. */
@Entity
@Table(name = "opportunities")
class Opportunity extends RecordEntity {

    private static final String DEFAULT_CURRENCY = "USD";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "opportunities")
    @SequenceGenerator(name = "opportunities", sequenceName = "opportunities_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable BigDecimal amount;
    private String currency;
    private Long pipelineId;
    private String stage;
    @Enumerated(EnumType.STRING)
    private StageKind status;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable UUID ownerId;
    private @Nullable String agent;
    private @Nullable String product;
    private @Nullable LocalDate startedOn;
    private @Nullable LocalDate expectedCloseOn;
    private @Nullable LocalDate closedOn;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected Opportunity() {}

    @SuppressWarnings("NullAway.Init")
    Opportunity(OpportunityRequest request, StagePosition position, LocalDate today) {
        describe(request);
        closedOn = request.closedOn();
        moveTo(position, today);
    }

    /** @return whether it is in another stage now */
    boolean change(OpportunityRequest request, StagePosition position, LocalDate today) {
        describe(request);
        closedOn = request.closedOn();
        var moved = !position.name().equals(stage) || !position.pipelineId().equals(pipelineId);
        moveTo(position, today);
        return moved;
    }

    private void describe(OpportunityRequest request) {
        name = request.name();
        amount = request.amount() == null ? null : request.amount().amount();
        currency = request.amount() == null ? DEFAULT_CURRENCY : request.amount().currency();
        contactId = request.contactId();
        companyId = request.companyId();
        ownerId = request.ownerId();
        agent = request.agent();
        product = request.product();
        startedOn = request.startedOn();
        expectedCloseOn = request.expectedCloseOn();
        externalId = request.externalId();
    }

    private void moveTo(StagePosition position, LocalDate today) {
        pipelineId = position.pipelineId();
        stage = position.name();
        status = position.kind();
        if (status == StageKind.OPEN) {
            closedOn = null;
        } else if (closedOn == null) {
            closedOn = today;
        }
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

    public String getCurrency() {
        return currency;
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

    public @Nullable String getExternalId() {
        return externalId;
    }
}
