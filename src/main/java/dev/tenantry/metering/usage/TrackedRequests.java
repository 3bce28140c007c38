package dev.tenantry.metering.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.Rows;

/**
 * Requests of a minute that are alike.
 *
 * @param userName    absent: no member any more, or for whoever may not read members; likewise of keys
 * @param endpoint    {@code *}, whatever was asked, where an hour has more that are told apart than there are rows for
 * @param rateLimited whether they were refused since a quota was used up; of the rest there is a sample
 * @param policyName  by which they were refused
 * @param ipAddress   that they came from, where they were refused
 * @param requests    how many
 */
record TrackedRequests(
        String id,
        @Nullable UUID userId,
        @Nullable String userName,
        @Nullable UUID apiKeyId,
        @Nullable String apiKeyName,
        String resourceType,
        String endpoint,
        Instant requestTimestamp,
        int responseStatus,
        boolean rateLimited,
        @Nullable String policyName,
        @Nullable String ipAddress,
        long requests) {

    static TrackedRequests read(ResultSet row, int number) throws SQLException {
        return new TrackedRequests(row.getString("id"), row.getObject("user_id", UUID.class),
                row.getString("user_name"), row.getObject("api_key_id", UUID.class), row.getString("key_name"),
                row.getString("resource_type"), row.getString("endpoint"),
                Rows.instant(row, "request_timestamp"),
                row.getInt("response_status"), row.getBoolean("rate_limited"), row.getString("policy_name"),
                row.getString("ip_address"), row.getLong("requests"));
    }

    /** To whoever asks: the names of what they may read. */
    TrackedRequests told(boolean areMembers, boolean areKeys) {
        return new TrackedRequests(id, userId, areMembers ? userName : null, apiKeyId, areKeys ? apiKeyName : null,
                resourceType, endpoint, requestTimestamp, responseStatus, rateLimited, policyName, ipAddress, requests);
    }
}
