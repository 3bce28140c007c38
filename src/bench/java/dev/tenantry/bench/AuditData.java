package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** What the audit log is searched over: so many entries of a year of one organization, of twenty actors, 5,000 records, 200 addresses. */
final class AuditData {

    private static final int BATCH = 500_000;
    private static final String ENTRIES = """
            insert into audit_logs (organization_id, user_id, session_id, action_type, action_category, action_description, resource_type, resource_id, new_values,
                changes_json, request_id, request_method, request_path, ip_address, user_agent, success, severity_level, created_at)
            select ?, ('00000000-0000-0000-0000-' || lpad((n % 20)::text, 12, '0'))::uuid, 'session-' || n % 1000, kind || '.' || verb, 'data_modification', kind || ' ' || verb,
                kind, (n * 7919 % 5000)::text, '{"name": "Somebody", "email": "somebody@example.test", "phone": "+43 1 234 567"}', '["name"]', 'request-' || n, 'PATCH',
                '/api/v1/' || kind || 's/' || n * 7919 % 5000, ('10.0.0.' || n % 200)::inet, 'Mozilla/5.0 (X11; Linux x86_64)', n % 1000 <> 0,
                case when n % 1000 = 0 then 'warning' else 'info' end, now() - (? - n) * (interval '365 days' / ?)
            from (select n, (array['contact', 'company', 'opportunity', 'task', 'note'])[1 + n % 5] as kind,
                      case when n % 100003 = 0 then 'purged' else (array['created', 'updated', 'deleted'])[1 + n % 3] end as verb
                  from generate_series(?::bigint, ?::bigint) n) e""";

    private AuditData() {}

    static void load(Connection superuser, UUID organization, int entries) throws SQLException {
        for (var from = 1; from <= entries; from += BATCH) {
            try (var statement = superuser.prepareStatement(ENTRIES)) {
                statement.setObject(1, organization);
                statement.setInt(2, entries);
                statement.setInt(3, entries);
                statement.setInt(4, from);
                statement.setInt(5, Math.min(entries, from + BATCH - 1));
                statement.executeUpdate();
            }
        }
        try (var statement = superuser.createStatement()) {
            statement.execute("vacuum analyze audit_logs");
        }
    }
}
