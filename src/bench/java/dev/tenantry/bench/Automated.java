package dev.tenantry.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/** A tenant with contacts and a workflow that reacts when one is added. */
record Automated(ApiClient api, BenchDatabase database, SignedIn user, String workflow) {

    private static final int CONTACTS = 200;
    /** Told by the tenant's own hand, as the application would: each of a first cause of its own. */
    private static final String TELL = """
            with told as (insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
            select c.organization_id, 'contact.created', 'contact', c.id::text,
                jsonb_build_object('contactId', c.id::text, 'name', c.name, 'email', c.email), 0, gen_random_uuid()
            from generate_series(1, ?) n join (
                select *, row_number() over (order by id) - 1 as place from contacts where organization_id = ?) c on c.place = n % ?
                returning organization_id, id)
            insert into pending_events (organization_id, id) select organization_id, id from told""";
    private static final String TICKET = "insert into work_tickets (organization_id, queue) values (?, 'events')";
    private static final String LEFT = """
            select (select count(*) from pending_events where organization_id = ?)
                + (select count(*) from workflow_run_queue where organization_id = ?)""";

    /** @param steps a JSON array */
    static Automated of(ApiClient api, BenchDatabase database, SignedIn user, String steps) {
        var inputs = IntStream.range(0, CONTACTS)
                .mapToObj(number -> Map.of("properties",
                        Map.of("name", "Nadia Fischer %d".formatted(number), "email",
                                "nadia%d@cedar.example".formatted(number))))
                .toList();
        api.post("/api/v1/contacts/batch/create", user.headers(), Map.of("inputs", inputs));
        var workflow = api
                .send("POST", "/api/v1/workflows", user.headers(), "application/json",
                        BodyPublishers.ofString("""
                {"name":"Measured","trigger":{"type":"event","event":"contact.created"},"steps":%s}"""
                                .formatted(steps)))
                .get("id")
                .asString();
        return new Automated(api, database, user, workflow);
    }

    void activate() {
        api.send("PUT", "/api/v1/workflows/" + workflow + "/activation", user.headers(), "application/json",
                BodyPublishers.noBody());
    }

    void deactivate() {
        api.send("DELETE", "/api/v1/workflows/" + workflow + "/activation", user.headers(), "application/json",
                BodyPublishers.noBody());
    }

    /** Has so many contacts told of as if they had just been added. */
    void tell(int events) throws SQLException {
        try (var connection = database.connectAs(BenchDatabase.APPLICATION);
                var context = connection.prepareStatement("select set_config('app.org_id', ?, false)");
                var tell = connection.prepareStatement(TELL);
                var ticket = connection.prepareStatement(TICKET)) {
            connection.setAutoCommit(false);
            context.setString(1, user.organization().toString());
            context.execute();
            tell.setInt(1, events);
            tell.setObject(2, user.organization());
            tell.setInt(3, CONTACTS);
            tell.executeUpdate();
            ticket.setObject(1, user.organization());
            ticket.executeUpdate();
            connection.commit();
        }
    }

    /** How many events and runs it has left to do. */
    long left() throws SQLException {
        try (var connection = database.connectAs(BenchDatabase.APPLICATION);
                var context = connection.prepareStatement("select set_config('app.org_id', ?, false)");
                var left = connection.prepareStatement(LEFT)) {
            context.setString(1, user.organization().toString());
            context.execute();
            left.setObject(1, user.organization());
            left.setObject(2, user.organization());
            try (var rows = left.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** How many runs of the workflow have come to what. */
    Map<String, Long> outcomes() throws SQLException {
        var outcomes = new HashMap<String, Long>();
        try (var connection = database.connectAs(BenchDatabase.APPLICATION);
                var context = connection.prepareStatement("select set_config('app.org_id', ?, false)");
                var count = connection
                        .prepareStatement("select status, count(*) from workflow_execution_logs group by 1")) {
            context.setString(1, user.organization().toString());
            context.execute();
            try (var rows = count.executeQuery()) {
                while (rows.next()) {
                    outcomes.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return outcomes;
    }

    static boolean areDone(List<Automated> tenants) throws SQLException {
        for (var tenant : tenants) {
            if (tenant.left() > 0) {
                return false;
            }
        }
        return true;
    }
}
