package dev.tenantry.crm.report.funnel;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Deals of a pipeline that are alike.
 *
 * @param kind    in what
 * @param key     the stage, or its rank, which {@code kind} says
 * @param deals   how many
 * @param left    how many of them have gone on
 * @param seconds half of those were there for so long at most
 */
record FunnelRow(
        Kind kind,
        Long pipelineId,
        @Nullable Long key,
        long deals,
        long left,
        @Nullable BigDecimal seconds) {

    enum Kind {
        /** They have been in the stage. */
        ENTERED,
        /** The furthest that they have come is of this rank: the position of an open stage, or {@link Funnels#WON}. */
        FURTHEST,
        /** They were in the stage before they were lost. */
        LOST,
        /** By how they stand: 0 open, 1 won, 2 lost. */
        STANDING
    }
}
