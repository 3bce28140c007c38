package dev.tenantry.metering.usage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.FormulaGuard;

/**
 * What the API was used for.
 *
 * @param of                    the day, the endpoint, the member's or the key's id; absent: without a key
 * @param name                  what the member, the key or the organization is called; absent where there is none any more, for whoever may not read these, and of days and endpoints
 * @param removed               whether it is no member, key or organization any more; absent of days and endpoints
 * @param requests              all of them
 * @param failed                those that were refused, too
 * @param averageResponseTimeMs in milliseconds
 * @param p95ResponseTimeMs     what 95 percent did not exceed, to 6 percent
 * @param p99ResponseTimeMs     likewise
 */
record ApiUsageResponse(
        @Nullable String of,
        @Nullable String name,
        @Nullable Boolean removed,
        long requests,
        long succeeded,
        long failed,
        BigDecimal averageResponseTimeMs,
        BigDecimal p95ResponseTimeMs,
        BigDecimal p99ResponseTimeMs) {

    static ApiUsageResponse read(ResultSet row, int number) throws SQLException {
        return new ApiUsageResponse(row.getString("of"), row.getString("name"),
                row.getObject("removed", Boolean.class), row.getLong("requests"), row.getLong("succeeded"),
                row.getLong("failed"), row.getBigDecimal("average"), row.getBigDecimal("p95"),
                row.getBigDecimal("p99"));
    }

    /** To whoever may not read what there is of that kind. */
    ApiUsageResponse unnamed() {
        return new ApiUsageResponse(of, null, removed, requests, succeeded, failed, averageResponseTimeMs,
                p95ResponseTimeMs, p99ResponseTimeMs);
    }

    /** As a row of CSV. */
    List<String> cells() {
        return List.of(of == null ? "" : of, name == null ? "" : FormulaGuard.guarded(name),
                removed == null ? "" : removed.toString(),
                Long.toString(requests), Long.toString(succeeded), Long.toString(failed),
                averageResponseTimeMs.toPlainString(),
                p95ResponseTimeMs.toPlainString(), p99ResponseTimeMs.toPlainString());
    }
}
