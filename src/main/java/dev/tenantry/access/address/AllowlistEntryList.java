package dev.tenantry.access.address;

import java.time.Instant;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.time.DayZone;

/** The list of addresses as it is shown. */
@Service
@Transactional(readOnly = true)
class AllowlistEntryList implements ListSource {

    private static final RowListQuery<AllowlistEntryResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AllowlistEntryResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .addresses("address", "e.ip_address", "coalesce(host(broadcast(e.ip_range))::inet, e.ip_address)")
                    .computed("description", "e.description", String.class, true)
                    .computed("active", "e.is_active", Boolean.class, false)
                    .computed("status", "e.status", AllowlistEntryStatus.class, false)
                    .computed("awaitingApproval", AllowlistEntryResponse.AWAITING, Boolean.class, false)
                    .computed("expiresAt", "e.expires_at", Instant.class, true)
                    .computed("lastUsedAt", "e.last_used_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .where("e.organization_id = app.org_id()")
                    .build(),
            AllowlistEntryResponse.COLUMNS, "ip_whitelist e", null, AllowlistEntryResponse::read);

    private final JdbcClient jdbc;
    private final DayZone zone;

    AllowlistEntryList(JdbcClient jdbc, DayZone zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    @Override
    public ListDefinition<?> listing() {
        return ROWS.listing();
    }

    @Override
    public Class<?> shows() {
        return AllowlistEntryResponse.class;
    }

    Page<AllowlistEntryResponse> list(ListRequest request) {
        return ROWS.list(jdbc, request, zone);
    }
}
