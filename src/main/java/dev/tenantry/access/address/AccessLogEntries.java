package dev.tenantry.access.address;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.audit.ActorNames;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.time.DayZone;

/** From where requests came in the last thirty days. */
@Service
@Transactional(readOnly = true)
class AccessLogEntries implements ListSource {

    private final RowListQuery<AccessLogEntryResponse> rows;
    private final JdbcClient jdbc;
    private final DayZone zone;
    private final ActorNames names;

    AccessLogEntries(JdbcClient jdbc, DayZone zone, JsonMapper json, ActorNames names) {
        this.names = names;
        this.jdbc = jdbc;
        this.zone = zone;
        this.rows = new RowListQuery<>(ListDefinition.of(AccessLogEntryResponse.class)
                .computed("id", "e.id", Long.class, false)
                .computed("userId", "e.user_id", UUID.class, true)
                .computed("apiKeyId", "e.api_key_id", UUID.class, true)
                .computed("ipAddress", "case when masklen(e.ip_address) > 0 then e.ip_address end", InetAddress.class,
                        true)
                .computed("accessGranted", "e.access_granted", Boolean.class, false)
                .computed("denialReason", "e.denial_reason", DenialReason.class, true)
                .computed("createdAt", "e.created_at", Instant.class, false)
                .where("e.organization_id = app.org_id()")
                .build(), AccessLogEntryResponse.COLUMNS, "ip_access_log e", null,
                (row, _) -> AccessLogEntryResponse.read(row, json));
    }

    @Override
    public ListDefinition<?> listing() {
        return rows.listing();
    }

    @Override
    public Class<?> shows() {
        return AccessLogEntryResponse.class;
    }

    Page<AccessLogEntryResponse> list(ListRequest request) {
        var page = rows.list(jdbc, request, zone);
        var named = names.of(page.results().stream().map(AccessLogEntryResponse::userId).toList(),
                page.results().stream().map(AccessLogEntryResponse::apiKeyId).toList());
        return page.map(entry -> entry.named(named));
    }
}
