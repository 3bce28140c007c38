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
                kind, (n * 7919 % 5000)::text, (case kind when 'contact' then '{"email": "somebody@example.test", "phone": "+43 1 234 567"}' when 'task' then '{"title": "Call"}' when 'note' then '{"content": "Called"}'
                    else '{"name": "Somebody"}' end)::jsonb, (case kind when 'contact' then '["email", "phone"]' when 'task' then '["title"]' when 'note' then '["content"]' else '["name"]' end)::jsonb, 'request-' || n, 'PATCH',
                '/api/v1/' || kind || 's/' || n * 7919 % 5000, ('10.0.0.' || n % 200)::inet, 'Mozilla/5.0 (X11; Linux x86_64)', n % 1000 <> 0,
                case when n % 1000 = 0 then 'warning' else 'info' end, now() - (? - n) * (interval '365 days' / ?)
            from (select n, (array['contact', 'company', 'opportunity', 'task', 'note'])[1 + n % 5] as kind,
                      case when n % 100003 = 0 then 'purged' else (array['created', 'updated', 'deleted'])[1 + n % 3] end as verb
                  from generate_series(?::bigint, ?::bigint) n) e""";

    private static final String SEALED = "select coalesce(max(position) + 1, 0) from audit_log_seals where organization_id = ?";
    /** As they would have come about in that year. */
    private static final String MONTHS = """
            do $$
            declare
                month timestamp;
                name  text;
            begin
                for month in select generate_series(date_trunc('month', now() at time zone 'UTC') - interval '12 months', date_trunc('month', now() at time zone 'UTC') - interval '1 month', '1 month') loop
                    name := 'audit_logs_' || to_char(month, 'YYYY_MM');
                    execute format('create table public.%I partition of audit_logs for values from (%L) to (%L)', name, month at time zone 'UTC',
                        (month + interval '1 month') at time zone 'UTC');
                    perform app.close_partition(('public.' || name)::regclass);
                end loop;
            end $$""";

    private AuditData() {}

    /** How many of the organization's entries are. */
    static long sealed(Connection superuser, UUID organization) throws SQLException {
        try (var statement = superuser.prepareStatement(SEALED)) {
            statement.setObject(1, organization);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    static void load(Connection superuser, UUID organization, int entries) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(MONTHS);
        }
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
