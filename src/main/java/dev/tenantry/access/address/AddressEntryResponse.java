package dev.tenantry.access.address;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.web.Versioned;

/**
 * An address, or a range of them, from which the organization may be reached.
 *
 * @param address    in its canonical form
 * @param status     proposed ones let nobody in yet
 * @param createdBy  who has stated, or proposed, what it is now
 * @param approvedBy absent where it took nobody else
 * @param expired    it lets nobody in any more
 * @param useCount   how many requests it has let in; it and the time of the last are a few seconds behind
 */
record AddressEntryResponse(
        UUID id,
        String address,
        @Nullable String description,
        boolean active,
        EntryStatus status,
        @Nullable UUID createdBy,
        @Nullable UUID approvedBy,
        @Nullable Instant expiresAt,
        boolean expired,
        @Nullable Instant lastUsedAt,
        long useCount,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    static final String COLUMNS = """
            e.id, text(coalesce(e.ip_range, e.ip_address)) as address, e.description, e.is_active, e.status, e.created_by, e.approved_by, e.expires_at,
            coalesce(e.expires_at <= now(), false) as expired, e.last_used_at, e.use_count, e.version, e.created_at, e.updated_at""";

    @Override
    public Set<String> moving() {
        return Set.of("expired", "lastUsedAt", "useCount");
    }

    static AddressEntryResponse read(ResultSet row, int number) throws SQLException {
        return new AddressEntryResponse(row.getObject("id", UUID.class),
                IpRange.parse(row.getString("address")).toString(), row.getString("description"),
                row.getBoolean("is_active"), EntryStatus.of(row.getString("status")),
                row.getObject("created_by", UUID.class), row.getObject("approved_by", UUID.class),
                Rows.instantOrNull(row, "expires_at"), row.getBoolean("expired"),
                Rows.instantOrNull(row, "last_used_at"),
                row.getLong("use_count"), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    /** Whether it is what a request states already. */
    boolean isStatedBy(AddressEntryRequest request) {
        return Objects.equals(description, request.description()) && active == request.isActive()
                && Objects.equals(expiresAt, request.expiresAt());
    }

    /** Whether a request would have it let in more than it does. */
    boolean isWidenedBy(AddressEntryRequest request) {
        var isLonger = expiresAt != null && (request.expiresAt() == null || request.expiresAt().isAfter(expiresAt));
        return request.isActive() && (!active || isLonger);
    }
}
