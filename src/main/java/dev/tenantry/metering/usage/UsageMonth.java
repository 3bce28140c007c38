package dev.tenantry.metering.usage;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A month of UTC.
 *
 * @param resourceType      as paths call it: contacts
 * @param rateLimitedCount  those that were refused since a quota was used up
 */
record UsageMonth(int year, int month, String resourceType, int requestCount, int rateLimitedCount) {

    static UsageMonth read(ResultSet row, int number) throws SQLException {
        return new UsageMonth(row.getInt("year"), row.getInt("month"), row.getString("resource_type"),
                row.getInt("request_count"), row.getInt("rate_limited_count"));
    }
}
