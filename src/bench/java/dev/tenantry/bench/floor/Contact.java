package dev.tenantry.bench.floor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** As the application answers it. */
record Contact(
        String id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String jobTitle,
        @Nullable String company,
        @Nullable String companyId,
        @Nullable UUID ownerId,
        @Nullable String externalId,
        int version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant deletedAt) {

    static Contact of(ResultSet row) throws SQLException {
        return new Contact(row.getString("id"), row.getString("name"), row.getString("email"), row.getString("phone"),
                row.getString("job_title"), row.getString("company"), row.getString("company_id"),
                row.getObject("owner_id", UUID.class), row.getString("external_id"), row.getInt("version"),
                instant(row, "created_at"), instant(row, "updated_at"), instant(row, "deleted_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
