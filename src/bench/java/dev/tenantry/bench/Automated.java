package dev.tenantry.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/** A tenant with contacts and a workflow that reacts when one is added. */
record Automated(ApiClient api, BenchDatabase database, SignedIn user, String workflow) {

    static final int CONTACTS = 200;
    private static final int A_WHILE = 3000;
    private static final int GLANCE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** Told by the tenant's own hand, as the application would: each of a first cause of its own. */
    private static final String TELL = """
            with told as (insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
            select c.organization_id, 'contact.created', 'contact', c.id::text,
                jsonb_build_object('contactId', c.id::text, 'name', c.name, 'email', c.email), 0, gen_random_uuid()
            from generate_series(1, ?) n join (
                select *, row_number() over (order by id) - 1 as place from contacts where organization_id = ?) c on c.place = (n + ?) % ?
                returning organization_id, id)
            insert into pending_events (organization_id, id) select organization_id, id from told""";
    private static final String TICKET = "insert into work_tickets (organization_id, queue) values (?, 'events')";
    private static final String NOTIFY = "select set_config('synchronous_commit', 'off', true), pg_notify('work_due', 'events by the bench')";
    /** Without those that wait for a day to come. */
    private static final String LEFT = """
            select (select count(*) from pending_events where organization_id = ?)
                + (select count(*) from workflow_run_queue where organization_id = ? and due_at < now() + interval '1 hour')""";

    static List<Automated> some(ApiClient api, BenchDatabase database, int number, Program program)
            throws InterruptedException {
        var tenants = SignedIn.signUp(api, number)
                .stream()
                .map(user -> of(api, database, user, program))
                .toList();
        // What their contacts told is dispatched to nobody.
        Thread.sleep(A_WHILE);
        tenants.forEach(Automated::activate);
        return tenants;
    }

    private static Automated of(ApiClient api, BenchDatabase database, SignedIn user, Program program) {
        add(api, user, 0, CONTACTS);
        var workflows = "/api/v1/workflows";
        var workflow = send(api, user, "POST", workflows, """
                {"name":"Measured","trigger":{"type":"event","event":"contact.created"},"steps":[%s]}"""
                .formatted(Program.CONDITION));
        send(api, user, "POST", workflows + "/" + workflow + "/variables", Program.VARIABLE);
        send(api, user, "PATCH", workflows + "/" + workflow, "{\"steps\":%s}".formatted(program.steps()));
        return new Automated(api, database, user, workflow);
    }

    /** Adds contacts, each of which the workflow reacts to. @param from the number in their names, other than others' */
    void add(int from, int contacts) {
        add(api, user, from, contacts);
    }

    private static void add(ApiClient api, SignedIn user, int from, int contacts) {
        var inputs = IntStream.range(from, from + contacts)
                .mapToObj(number -> Map.of("properties",
                        Map.of("name", "Nadia Fischer %d".formatted(number), "email",
                                "nadia%d@cedar.example".formatted(number))))
                .toList();
        api.post("/api/v1/contacts/batch/create", user.headers(), Map.of("inputs", inputs));
    }

    private static String send(ApiClient api, SignedIn user, String method, String path, String body) {
        return api.send(method, path, user.headers(), "application/json", BodyPublishers.ofString(body))
                .get("id")
                .asString();
    }

    private void activate() {
        api.send("PUT", "/api/v1/workflows/" + workflow + "/activation", user.headers(), "application/json",
                BodyPublishers.noBody());
    }

    void deactivate() {
        api.send("DELETE", "/api/v1/workflows/" + workflow + "/activation", user.headers(), "application/json",
                BodyPublishers.noBody());
    }

    /** Has so many contacts told of as if they had just been added, without the work of adding them. */
    void tell(int events) throws SQLException {
        try (var connection = connect()) {
            tell(connection, 0, events);
        }
    }

    /**
     * The same on a connection of {@link #connect()}, in a transaction of its own, and the application is told as by another instance.
     *
     * @param from which of the contacts, in turn
     */
    void tell(Connection connection, int from, int events) throws SQLException {
        try (var tell = connection.prepareStatement(TELL);
                var ticket = connection.prepareStatement(TICKET);
                var notify = connection.prepareStatement(NOTIFY)) {
            connection.setAutoCommit(false);
            tell.setInt(1, events);
            tell.setObject(2, user.organization());
            tell.setInt(3, from);
            tell.setInt(4, CONTACTS);
            tell.executeUpdate();
            ticket.setObject(1, user.organization());
            ticket.executeUpdate();
            connection.commit();
            notify.execute();
            connection.commit();
        }
    }

    /** How many events and runs it has left to do. */
    long left() throws SQLException {
        try (var connection = connect(); var left = connection.prepareStatement(LEFT)) {
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
        try (var connection = connect();
                var count = connection
                        .prepareStatement("select status, count(*) from workflow_execution_logs group by 1");
                var rows = count.executeQuery()) {
            while (rows.next()) {
                outcomes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return outcomes;
    }

    /** As the role that serves requests, for this tenant. */
    Connection connect() throws SQLException {
        var connection = database.connectAs(BenchDatabase.APPLICATION);
        try (var context = connection.prepareStatement("select set_config('app.org_id', ?, false)")) {
            context.setString(1, user.organization().toString());
            context.execute();
        }
        return connection;
    }

    /** Waits until none of them has anything left to do. */
    static void await(List<Automated> tenants) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!areDone(tenants)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the runs do not come to an end");
            }
            Thread.sleep(GLANCE);
        }
    }

    private static boolean areDone(List<Automated> tenants) throws SQLException {
        for (var tenant : tenants) {
            if (tenant.left() > 0) {
                return false;
            }
        }
        return true;
    }
}
