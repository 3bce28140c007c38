package dev.tenantry.crm.report.funnel;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;

/** What is counted for a funnel. */
sealed interface FunnelRow {

    /**
     * Deals that went alike.
     *
     * @param status   how they stand
     * @param been     the stages that they have been in: of the one at position 1 the lowest bit, and so on
     * @param here     where they are; null: nowhere that the pipeline has today
     * @param cameFrom where they were right before
     */
    record Path(
            Long pipelineId,
            StageKind status,
            long been,
            @Nullable Long here,
            @Nullable Long cameFrom,
            long deals) implements FunnelRow {

        boolean hasBeenAt(long position) {
            return (been >> position - 1 & 1) == 1;
        }
    }

    /** @param seconds half of the stays in the stage that have ended took so long at most */
    record Stay(Long stageId, BigDecimal seconds) implements FunnelRow {}
}
