package dev.tenantry.crm.opportunity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.Versioned;

/** An opportunity. @param amountSource whether the amount is stated or the sum of the lines @param status of its stage: open, won or lost */
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
        @Nullable LocalDate startedOn,
        @Nullable LocalDate expectedCloseOn,
        @Nullable LocalDate closedOn,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements
            Versioned {}
