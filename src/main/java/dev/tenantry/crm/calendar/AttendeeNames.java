package dev.tenantry.crm.calendar;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What members and contacts are called, and where they are written to. In the current transaction. */
@Component
class AttendeeNames {

    private final JdbcClient jdbc;

    AttendeeNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Called(@Nullable String email, @Nullable String name) {}

    Map<UUID, Called> ofMembers(Collection<UUID> ids) {
        var called = new HashMap<UUID, Called>();
        if (!ids.isEmpty()) {
            jdbc.sql("select user_id, email, name from app.members(app.org_id())").query(row -> {
                var id = row.getObject(1, UUID.class);
                if (ids.contains(id)) {
                    called.put(id, new Called(row.getString(2), row.getString(3)));
                }
            });
        }
        return called;
    }

    /** By whose clocks members are told of times, as far as they have said so. */
    Map<UUID, String> zones(Collection<UUID> ids) {
        var zones = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            jdbc.sql(
                    "select member, zone from app.reached_members(app.org_id(), cast(? as uuid[])) where zone is not null")
                    .param(ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                    .query(row -> {
                        zones.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return zones;
    }

    Map<Long, Called> ofContacts(Collection<Long> ids) {
        var called = new HashMap<Long, Called>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                    select id, email, name from contacts
                    where organization_id = app.org_id() and deleted_at is null and id = any(cast(? as bigint[]))""")
                    .param(ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                    .query(row -> {
                        called.put(row.getLong(1), new Called(row.getString(2), row.getString(3)));
                    });
        }
        return called;
    }
}
