package dev.tenantry.bench.floor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/** As the application answers it. */
record Contact(String id, @Nullable String name, @Nullable String email, @Nullable String phone,
        @Nullable String company,
        Instant createdAt, Instant updatedAt) {

    static Contact of(ResultSet row) throws SQLException {
        return new Contact(Long.toString(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(), row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
