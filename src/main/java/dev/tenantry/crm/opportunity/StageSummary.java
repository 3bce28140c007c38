package dev.tenantry.crm.opportunity;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.money.Money;

/**
 * The opportunities of a stage, in figures, per currency.
 *
 * @param amount the sum of their amounts; absent where none has one
 */
record StageSummary(@JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId, String stage, StageKind status,
        long count, @Nullable Money amount) {}
