package dev.tenantry.access.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.database.Rows;

/**
 * What people are told of an event, by the names that things have now.
 *
 * @param person whose account, session or key it is about
 * @param key    the name of the API key
 */
record EventFacts(
        String organization,
        @Nullable String person,
        @Nullable String key,
        @Nullable String address,
        @Nullable Instant mitigatedUntil) {

    private static final String SELECT = """
            select o.name as organization, coalesce(m.name || ' <' || m.email || '>', m.name, m.email) as person, k.name as key, host(e.ip_address) as address,
                e.mitigated_until
            from security_events e join organizations o on o.id = e.organization_id
            left join api_keys k on k.organization_id = e.organization_id and k.id = e.api_key_id
            left join app.members(app.org_id()) m on m.user_id = e.user_id
            where e.organization_id = app.org_id() and e.id = ?""";

    static EventFacts of(JdbcClient jdbc, long event) {
        return jdbc.sql(SELECT).param(event).query(EventFacts::read).single();
    }

    private static EventFacts read(ResultSet row, int number) throws SQLException {
        return new EventFacts(row.getString("organization"), row.getString("person"), row.getString("key"),
                row.getString("address"), Rows.instantOrNull(row, "mitigated_until"));
    }

    /** What a mail has filled in. */
    Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.put("organization", organization);
        put(values, "person", person);
        put(values, "key", key);
        put(values, "address", address);
        put(values, "until", mitigatedUntil == null ? null : mitigatedUntil.toString());
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
