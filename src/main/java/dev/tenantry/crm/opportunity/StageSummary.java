package dev.tenantry.crm.opportunity;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.money.Money;

/**
 * The opportunities of a stage, in figures: those in one currency, or those that have no amount and hence no currency.
 *
 * @param amount the sum of their amounts; absent where they have none
 */
record StageSummary(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId,
        String stage,
        StageKind status,
        long count,
        @Nullable Money amount) {}
