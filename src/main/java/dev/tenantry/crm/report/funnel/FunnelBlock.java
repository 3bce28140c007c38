package dev.tenantry.crm.report.funnel;

import java.util.List;
import java.util.Map;

/**
 * What is counted of the deals of a part of a period.
 *
 * @param stays by stages: how long the stays in it took that have ended, in seconds, the shortest first
 */
record FunnelBlock(Mark mark, List<FunnelRow> rows, Map<Long, double[]> stays) {

    private static final int ROW_BYTES = 100;

    /**
     * By which it is known whether deals are the same, and as they were: whatever changes one, or how it went, counts its version on.
     *
     * @param hash of their ids and versions, whatever their order
     */
    record Mark(long deals, long hash) {

        Mark with(Mark other) {
            return new Mark(deals + other.deals, hash ^ other.hash);
        }
    }

    int bytes() {
        return ROW_BYTES * (1 + rows.size())
                + stays.values().stream().mapToInt(seconds -> ROW_BYTES + Double.BYTES * seconds.length).sum();
    }
}
