package dev.tenantry.crm.report.funnel;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;

/**
 * Deals that went alike.
 *
 * @param status   how they stand
 * @param been     the stages that they have been in: of the one at position 1 the lowest bit, and so on
 * @param here     where they are; null: nowhere that the pipeline has today
 * @param cameFrom where they were right before
 */
record FunnelRow(
        Long pipelineId,
        StageKind status,
        long been,
        @Nullable Long here,
        @Nullable Long cameFrom,
        long deals) {

    boolean hasBeenAt(long position) {
        return (been >> position - 1 & 1) == 1;
    }
}
