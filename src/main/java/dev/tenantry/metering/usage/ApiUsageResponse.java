package dev.tenantry.metering.usage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What the API was used for.
 *
 * @param of                    the day, the endpoint, the member's or the key's id; absent: without a key
 * @param requests              all of them
 * @param failed                those that were refused, too
 * @param averageResponseTimeMs in milliseconds
 * @param p95ResponseTimeMs     what 95 percent did not exceed, to 6 percent
 * @param p99ResponseTimeMs     likewise
 */
record ApiUsageResponse(
        @Nullable String of,
        long requests,
        long succeeded,
        long failed,
        BigDecimal averageResponseTimeMs,
        BigDecimal p95ResponseTimeMs,
        BigDecimal p99ResponseTimeMs) {

    static ApiUsageResponse read(ResultSet row, int number) throws SQLException {
        return new ApiUsageResponse(row.getString("of"), row.getLong("requests"), row.getLong("succeeded"),
                row.getLong("failed"), row.getBigDecimal("average"), row.getBigDecimal("p95"),
                row.getBigDecimal("p99"));
    }

    /** As a line of CSV; none of it is anybody's text. */
    String line() {
        return String.join(",", of == null ? "" : of, Long.toString(requests), Long.toString(succeeded),
                Long.toString(failed), averageResponseTimeMs.toPlainString(), p95ResponseTimeMs.toPlainString(),
                p99ResponseTimeMs.toPlainString());
    }
}
