package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/**
 * Whether a claim takes longer where a great many runs wait: delays of the tenant itself, and queued runs of ten others, who are
 * suspended, so that nobody takes these away meanwhile.
 */
final class Backlog {

    private static final int OTHERS = 10;
    private static final int CLAIMS = 200;
    private static final int MOST_MILLIS = 5;
    private static final String LOAD = """
            with logs as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, published_by, root_id, status, waiting_until)
                select ?, ?::uuid, (select current_version from workflow_definitions where organization_id = ? and id = ?::uuid),
                    ?, gen_random_uuid(), ?, case ? when 'waiting' then now() + interval '1 day' + n * interval '1 millisecond' end
                from generate_series(1, ?) n returning organization_id, id, published_by, root_id, waiting_until)
            insert into workflow_run_queue (organization_id, id, user_id, root_id, due_at)
            select organization_id, id, published_by, root_id, coalesce(waiting_until, now()) from logs""";
    private static final String TICKET = "insert into work_tickets (organization_id, queue) values (?, 'runs')";
    private static final String SUSPEND = "update organizations set suspended_at = now() where id = ?";
    private static final String RESET = "select pg_stat_statements_reset()";
    private static final String CLAIM = """
            select sum(total_exec_time) / sum(calls), max(max_exec_time) from pg_stat_statements
            where query like '%update workflow_run_queue q set leased_by%'""";

    private final ApiClient api;
    private final BenchDatabase database;
    private final int size;

    /** @param size how many delays, and how many queued runs */
    Backlog(ApiClient api, BenchDatabase database, int size) {
        this.api = api;
        this.database = database;
        this.size = size;
    }

    private record Claims(double mean, double longest, double median, double p95) {}

    List<Figure> run() throws SQLException, InterruptedException {
        var tenants = Automated.some(api, database, OTHERS + 1, Program.DECIDING);
        var own = tenants.getFirst();
        try (var superuser = database.connectAsSuperuser(); var statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            claims(superuser, own, Automated.CONTACTS);
            var before = claims(superuser, own, Automated.CONTACTS + CLAIMS);
            load(superuser, own, "waiting", size);
            for (var other : tenants.subList(1, tenants.size())) {
                suspend(superuser, other);
                load(superuser, other, "queued", size / OTHERS);
            }
            statement.execute("vacuum (analyze) workflow_run_queue, workflow_execution_logs");
            statement.execute("checkpoint");
            return figures(before, claims(superuser, own, Automated.CONTACTS + 2 * CLAIMS));
        }
    }

    /** Single runs one after the other. */
    private static Claims claims(Connection superuser, Automated tenant, int from)
            throws SQLException, InterruptedException {
        try (var statement = superuser.createStatement()) {
            statement.execute(RESET);
            var millis = HalfLoad.alone(tenant, from, CLAIMS);
            try (var rows = statement.executeQuery(CLAIM)) {
                rows.next();
                return new Claims(rows.getDouble(1), rows.getDouble(2), millis[0], millis[1]);
            }
        }
    }

    private List<Figure> figures(Claims before, Claims after) {
        var beside = "beside %,d delays and %,d queued runs".formatted(size, size);
        var figures = new ArrayList<Figure>();
        figures.add(Figure.plain("claiming, the statement's mean before and " + beside,
                text("%.2f and %.2f ms", before.mean, after.mean)));
        figures.add(Figure.plain("claiming, the longest before and " + beside,
                text("%.2f and %.2f ms", before.longest, after.longest)));
        figures.add(Figure.plain("one event to its first step, median (p95) before and " + beside,
                text("%.1f (%.1f) and %.1f (%.1f) ms", before.median, before.p95, after.median, after.p95)));
        figures.add(Figure.atMost("a claim takes longer by, " + beside, Math.max(0, after.mean - before.mean),
                MOST_MILLIS, "ms"));
        figures.add(Figure.atMost("one event's first step takes longer by, median, " + beside,
                Math.max(0, after.median - before.median), MOST_MILLIS, "ms"));
        return figures;
    }

    /** Without the foreign keys, whose rows are known to be there: it takes a third of the time. */
    private static void load(Connection superuser, Automated tenant, String status, int runs) throws SQLException {
        try (var statement = superuser.createStatement();
                var load = superuser.prepareStatement(LOAD);
                var ticket = superuser.prepareStatement(TICKET)) {
            statement.execute("set session_replication_role = replica");
            load.setObject(1, tenant.user().organization());
            load.setString(2, tenant.workflow());
            load.setObject(3, tenant.user().organization());
            load.setString(4, tenant.workflow());
            load.setObject(5, tenant.user().user());
            load.setString(6, status);
            load.setString(7, status);
            load.setInt(8, runs);
            load.executeUpdate();
            statement.execute("set session_replication_role = origin");
            ticket.setObject(1, tenant.user().organization());
            ticket.executeUpdate();
        }
    }

    private static void suspend(Connection superuser, Automated tenant) throws SQLException {
        try (var suspend = superuser.prepareStatement(SUSPEND)) {
            suspend.setObject(1, tenant.user().organization());
            suspend.executeUpdate();
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
