package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

/** Two who signed up and have never heard of each other, each the owner of an organization with something everywhere. */
final class Neighbours implements AutoCloseable {

    private static final long PATIENCE = 20_000;

    /** What the platform offers to all alike; it is asked for nothing here. */
    private static final String OFFER = """
            insert into api_integrations (id, provider_name, provider_type, display_name, is_active, is_offered, credentials, configuration, status,
                last_ping_at, master_key_id, wrapped)
            select '01a2225e-b3a5-7820-bd0f-243ef37e0ff3', 'slack', 'messaging', 'Offered to all', true, true, '{}', '{}', 'pending', now() + interval '1 day', '', ''
            on conflict do nothing""";

    /** Asks. In a marketplace, which has all built-in roles. */
    final Resident own;
    /** Is asked about. */
    final Resident other;
    final LeakDetector detector;
    private final Sql sql;
    private final List<Table> tables;

    Neighbours(int port) throws SQLException {
        sql = new Sql(TestDatabase.server().connectAsSuperuser());
        Invariant.defineTerms(sql);
        tables = Table.all(sql);
        sql.prepare(OFFER).execute();
        sql.connection().setAutoCommit(false);
        var people = People.at(port);
        var owner = people.signUp();
        var marketplace = owner.api().post("/api/v1/organizations", """
                {"name": "Market", "kind": "marketplace"}""").expect(201).id();
        own = new Resident(sql, tables, people.switchTo(owner, UUID.fromString(marketplace)));
        other = apart(() -> new Resident(sql, tables, people.signUp()));
        // Nobody is written to about what is made up.
        sql.run("update quota_alerts set notified_at = now() where notified_at is null");
        sql.connection().commit();
        // What the application brings along is there once somebody looks.
        other.person.api().get("/api/v1/workflow-templates").expect(200);
        detector = new LeakDetector(other.tenant, other.ids());
    }

    Sql sql() {
        return sql;
    }

    List<Table> tables() {
        return tables;
    }

    /** The neighbour's rows once nobody is at work on them. */
    Map<String, String> settledDigests() {
        var since = System.currentTimeMillis();
        var before = other.digests();
        while (System.currentTimeMillis() - since < PATIENCE) {
            pause();
            var now = other.digests();
            if (now.equals(before) && isQuiet()) {
                return now;
            }
            before = now;
        }
        var last = other.digests();
        last.entrySet().removeAll(before.entrySet());
        throw new IllegalStateException("the neighbour's rows do not come to rest, such as those of " + last.keySet());
    }

    private interface Making {
        Resident make() throws SQLException;
    }

    /** With numbers for ids that nobody else's rows have, in any table, so that they tell whose they are. */
    private Resident apart(Making making) throws SQLException {
        var positions = sql.query(
                """
                select s.seqrelid::regclass::text, pg_sequence_last_value(s.seqrelid) from pg_sequence s
                where s.seqtypid = 'bigint'::regtype and exists (select from pg_depend d where d.objid = s.seqrelid and d.deptype in ('i', 'a'))""",
                row -> Map.entry(row.getString(1), row.getLong(2)));
        var far = ThreadLocalRandom.current().nextLong(Resident.FAR, 2 * Resident.FAR);
        for (var position : positions) {
            sql.text("select setval(?::regclass, ?)", position.getKey(), far);
            far += 1000;
        }
        sql.connection().commit();
        try {
            return making.make();
        } finally {
            for (var position : positions) {
                sql.text("select setval(?::regclass, ?, ?)", position.getKey(), Math.max(1, position.getValue()),
                        position.getValue() > 0);
            }
            sql.connection().commit();
        }
    }

    /** Everything that was published has been dispatched. */
    private boolean isQuiet() {
        return sql.text(
                "select count(*) from pending_events p join domain_events e using (organization_id, id) where p.organization_id = ?",
                other.tenant.organization()).equals("0") && isSealed();
    }

    /** Or it has been told that it cannot be: seals that are made up fit nothing. */
    private boolean isSealed() {
        return sql.text("""
                select exists (select from audit_logs where organization_id = o.id and action_type = 'audit-log.altered')
                    or (select count(*) from audit_logs where organization_id = o.id) <= (select count(*) from audit_log_seals where organization_id = o.id)
                from organizations o where o.id = ?""", other.tenant.organization()).equals("t");
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws SQLException {
        TenantRemoval.of(sql, List.of(own.tenant, other.tenant));
        sql.connection().close();
    }
}
