package dev.tenantry.crm.calendar;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;

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

    /** All members by the canonical form of their addresses. */
    Map<String, UUID> byAddress() {
        var members = new HashMap<String, UUID>();
        jdbc.sql("select user_id, email from app.members(app.org_id()) where email is not null").query(row -> {
            members.put(EmailAddress.canonical(row.getString(2)), row.getObject(1, UUID.class));
        });
        return members;
    }

    /** How members are told of times. @param zone by whose clock; null where they have not said so */
    record Reader(@Nullable String zone, @Nullable String language) {

        /** Of whom nothing is known. */
        static final Reader UNKNOWN = new Reader(null, null);
    }

    Map<UUID, Reader> readers(Collection<UUID> ids) {
        var readers = new HashMap<UUID, Reader>();
        if (!ids.isEmpty()) {
            jdbc.sql("select member, zone, language from app.reached_members(app.org_id(), cast(? as uuid[]))")
                    .param(ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                    .query(row -> {
                        readers.put(row.getObject(1, UUID.class), new Reader(row.getString(2), row.getString(3)));
                    });
        }
        return readers;
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
