package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How the runs of a workflow went that began in a time.
 *
 * @param runs        how many there are, of which status each
 * @param successRate of those that succeeded or failed, the part that succeeded, from 0 to 1; absent where there are none
 * @param durationP50 milliseconds from the beginning to the end that half of those that have ended took at most
 * @param durationP95 and nineteen of twenty
 * @param waitP95     milliseconds from the beginning to the first step that nineteen of twenty took at most
 */
record MetricsResponse(
        UUID workflowId,
        Instant from,
        Instant to,
        long total,
        Map<String, Long> runs,
        @Nullable Double successRate,
        @Nullable Long durationP50,
        @Nullable Long durationP95,
        @Nullable Long waitP95) {}
