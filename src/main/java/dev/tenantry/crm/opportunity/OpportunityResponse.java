package dev.tenantry.crm.opportunity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.WorkflowDate;
import dev.tenantry.shared.web.Versioned;

/**
 * An opportunity.
 *
 * @param amountSource     whether the amount is stated or the sum of the lines
 * @param status           of its stage: open, won or lost
 * @param forecastCategory where a forecast counts it while it is open; absent: where it counts its stage
 * @param rottingAt        the moment from which it has been in its stage for too long: it is rotting where that is past; absent where the stage says nothing of it
 */
record OpportunityResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable Money amount,
        AmountSource amountSource,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId,
        String stage,
        StageKind status,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Nullable String agent,
        @Nullable String product,
        @WorkflowDate @Nullable LocalDate startedOn,
        @WorkflowDate(where = "e.closedOn is null") @Nullable LocalDate expectedCloseOn,
        @WorkflowDate @Nullable LocalDate closedOn,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long lostReasonId,
        @Nullable ForecastCategory forecastCategory,
        @Nullable Instant rottingAt,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements
            Versioned {}
