package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;
import dev.tenantry.bench.data.TenantLoader;

/** A great many tenants who have one run each, all at once: how soon the last of them is done, and whether anybody is passed over. */
final class Crowd {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int GLANCE = 200;
    private static final List<String> TABLES = List.of("workflow_definitions", "workflow_versions",
            "workflow_triggers");
    private static final String COLUMNS = """
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''""";
    /** The one tenant's rows once more for everybody who has none, in whose own name and under whose own ids. */
    private static final String COPY = """
            insert into %1$s (%2$s)
            select %2$s from (
                select (jsonb_populate_record(original, jsonb_build_object('organization_id', m.organization_id,
                    'id', md5(m.organization_id::text || original.id)::uuid, 'workflow_id', md5(m.organization_id::text || ?)::uuid,
                    'published_by', m.user_id, 'created_by', m.user_id))).*
                from %1$s original cross join organization_members m
                where original.organization_id = ? and m.role = 'owner' and not exists (
                    select from workflow_definitions d where d.organization_id = m.organization_id
                        and d.id <> md5(m.organization_id::text || ?)::uuid)) copied""";
    private static final String TELL = """
            with told as (
                insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload)
                select organization_id, 'contact.created', 'contact', '1', '{"contactId":"1","name":"Nadia Fischer","email":"nadia@cedar.example"}'
                from workflow_definitions where id = md5(organization_id::text || ?)::uuid order by organization_id returning organization_id, id),
            pending as (insert into pending_events (organization_id, id) select organization_id, id from told)
            insert into work_tickets (organization_id, queue) select organization_id, 'events' from told order by id""";
    private static final String LEFT = """
            select (select count(*) from pending_events) + (select count(*) from workflow_run_queue)""";
    /** By how many of those who came after it a run was overtaken, at most. */
    private static final String RESULT = """
            select count(*), count(*) filter (where status = 'succeeded'), max(finished - came) from (
                select l.status, row_number() over (order by l.event_id) as came, row_number() over (order by l.execution_end, l.event_id) as finished
                from workflow_execution_logs l where l.workflow_id = md5(l.organization_id::text || ?)::uuid) runs""";

    private final ApiClient api;
    private final BenchDatabase database;
    private final int tenants;

    Crowd(ApiClient api, BenchDatabase database, int tenants) {
        this.api = api;
        this.database = database;
        this.tenants = tenants;
    }

    List<Figure> run() throws SQLException, InterruptedException {
        var model = Automated.some(api, database, 1, Program.TRIGGERED).getFirst();
        new TenantLoader(database).fillUpTo(tenants);
        try (var superuser = database.connectAsSuperuser(); var statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            for (var table : TABLES) {
                copy(superuser, model, table);
            }
            superuser.commit();
            superuser.setAutoCommit(true);
            statement.execute("vacuum (analyze)");
            var began = System.nanoTime();
            update(superuser, TELL, model.workflow());
            await(superuser);
            return figures(superuser, model, (System.nanoTime() - began) / 1e9);
        }
    }

    private static void copy(Connection superuser, Automated model, String table) throws SQLException {
        try (var columns = superuser.prepareStatement(COLUMNS)) {
            columns.setString(1, table);
            try (var rows = columns.executeQuery()) {
                rows.next();
                update(superuser, COPY.formatted(table, rows.getString(1)), model.workflow(),
                        model.user().organization(), model.workflow());
            }
        }
    }

    private static void await(Connection superuser) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var statement = superuser.createStatement()) {
            while (count(statement.executeQuery(LEFT)) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the runs do not come to an end");
                }
                Thread.sleep(GLANCE);
            }
        }
    }

    private static List<Figure> figures(Connection superuser, Automated model, double seconds) throws SQLException {
        try (var statement = superuser.prepareStatement(RESULT)) {
            statement.setString(1, model.workflow());
            try (var rows = statement.executeQuery()) {
                rows.next();
                var all = rows.getLong(1);
                var name = "%,d tenants with one run each".formatted(all);
                var figures = new ArrayList<Figure>();
                figures.add(new Figure(name + ", which succeeded", "%,d".formatted(rows.getLong(2)),
                        "%,d".formatted(all), rows.getLong(2) == all));
                figures.add(Figure.plain(name + ", all done within", String.format(Locale.ROOT, "%.1f s", seconds)));
                figures.add(Figure.plain(name + ", overtaken by at most", "%,d others".formatted(rows.getLong(3))));
                return figures;
            }
        }
    }

    private static long count(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void update(Connection superuser, String sql, Object... parameters) throws SQLException {
        try (var statement = superuser.prepareStatement(sql)) {
            for (var parameter = 0; parameter < parameters.length; parameter++) {
                statement.setObject(parameter + 1, parameters[parameter]);
            }
            statement.executeUpdate();
        }
    }
}
