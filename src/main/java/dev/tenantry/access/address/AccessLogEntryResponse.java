package dev.tenantry.access.address;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.audit.ActorNames.Names;
import dev.tenantry.shared.database.Rows;

/**
 * From where requests came that are alike.
 *
 * @param userId          who came, or whose API key did
 * @param userName        absent: no member any more, or for whoever may not read members; likewise of keys
 * @param ipAddress       absent: more addresses than are told apart, or one that nobody knows
 * @param denialReason    absent: they were let in
 * @param endpoint        of the first of them
 * @param location        where the address was known to be then
 * @param whitelistRuleId the entry of the list by which they were let in
 * @param requests        how many there were; of those that were let in, by how many instances it was noticed
 * @param createdAt       the minute of those that were refused, the hour of those that were let in
 */
record AccessLogEntryResponse(
        String id,
        @Nullable UUID userId,
        @Nullable String userName,
        @Nullable UUID apiKeyId,
        @Nullable String apiKeyName,
        @Nullable String ipAddress,
        boolean accessGranted,
        @Nullable DenialReason denialReason,
        @Nullable String endpoint,
        @Nullable String method,
        @Nullable String userAgent,
        @Nullable Map<String, Object> location,
        @Nullable UUID whitelistRuleId,
        long requests,
        Instant createdAt) {

    static final String COLUMNS = """
            e.id, e.user_id, e.api_key_id, case when masklen(e.ip_address) > 0 then host(e.ip_address) end as address, e.access_granted, e.denial_reason, e.endpoint,
            e.method, e.user_agent, e.location, e.whitelist_rule_id, e.requests, e.created_at""";

    static AccessLogEntryResponse read(ResultSet row, JsonMapper json) throws SQLException {
        var reason = row.getString("denial_reason");
        var location = row.getString("location");
        return new AccessLogEntryResponse(row.getString("id"), row.getObject("user_id", UUID.class), null,
                row.getObject("api_key_id", UUID.class), null, row.getString("address"),
                row.getBoolean("access_granted"),
                reason == null ? null : DenialReason.of(reason), row.getString("endpoint"), row.getString("method"),
                row.getString("user_agent"),
                location == null ? null : json.readValue(location, new TypeReference<Map<String, Object>>() {
                }),
                row.getObject("whitelist_rule_id", UUID.class), row.getLong("requests"),
                Rows.instant(row, "created_at"));
    }

    AccessLogEntryResponse named(Names names) {
        return new AccessLogEntryResponse(id, userId, names.member(userId), apiKeyId, names.key(apiKeyId), ipAddress,
                accessGranted, denialReason, endpoint, method, userAgent, location, whitelistRuleId, requests,
                createdAt);
    }
}
