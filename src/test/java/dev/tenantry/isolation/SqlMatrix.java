package dev.tenantry.isolation;

import java.io.Serial;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.isolation.Prober.Attempt;
import dev.tenantry.isolation.Prober.Outcome;

import static dev.tenantry.isolation.Statements.isRow;
import static dev.tenantry.isolation.Statements.key;
import static dev.tenantry.isolation.Statements.quoted;

/**
 * Every kind of statement on every table: what an actor who is not the victim can see, change, add, take over, refer to or
 * provoke. The victim has a row in each table; so has the actor's own tenant.
 */
final class SqlMatrix {

    private final Sql sql;
    private final Prober prober;
    private final RowMaker maker;
    private final Tenant victim;
    private final Map<String, Row> victims;
    private final Tenant other;
    private final Map<String, Row> others;
    private final Map<String, Row> drafts = new HashMap<>();
    private final List<String> leaks = new ArrayList<>();
    private int probes;
    private boolean endsAtALeak;

    /** Ends probes that have found what they were for. */
    private static final class Noticed extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    SqlMatrix(Sql sql, List<Table> tables, Tenant victim, Tenant other) {
        this.sql = sql;
        this.prober = new Prober(sql);
        this.maker = RowMaker.ofOwn(sql);
        this.victim = victim;
        this.other = other;
        this.victims = maker.rowsOfAllTables(tables, victim);
        this.others = maker.rowsOfAllTables(tables, other);
        sql.run("""
                create function public.tell(text) returns boolean language plpgsql cost 0.0000001 as
                $$ begin raise notice '%', $1; return true; end $$;
                grant execute on function public.tell(text) to public""");
    }

    List<String> leaks() {
        return leaks;
    }

    /** Whether these probes, which end at the first leak, find one. It is forgotten. */
    boolean isNoticedBy(Runnable moreProbes) {
        endsAtALeak = true;
        try {
            moreProbes.run();
            return false;
        } catch (Noticed leak) {
            leaks.removeLast();
            return true;
        } finally {
            endsAtALeak = false;
        }
    }

    int probes() {
        return probes;
    }

    /** The owner of a row reaches it: without that, a refusal would prove nothing. */
    void reachOwn(Table table, Actor actor) {
        var own = row(table, victim);
        if (table.mayApplication("SELECT")) {
            expect(table, actor, "sees its own row", select(own), outcome -> outcome.rows() == 1);
        }
        if (table.mayApplication("UPDATE")) {
            expect(table, actor, "updates its own row", touch(own), outcome -> outcome.rows() == 1);
        }
        if (table.mayApplication("INSERT") && !table.mayApplication("SELECT")) {
            expect(table, actor, "adds a row of its own", insert(draft(table, victim), ""),
                    outcome -> outcome.rows() == 1);
        }
    }

    /** Everything that a stranger may try on the victim's row. */
    void intrude(Table table, Actor actor) {
        var theirs = row(table, victim);
        var condition = isRow(table);
        unseen(table, actor, "select", select(theirs));
        unseen(table, actor, "select for update",
                s -> s.prepare("select 1 from " + table + " where " + condition + " for update", key(theirs)));
        unchanged(table, actor, "update", touch(theirs));
        unchanged(table, actor, "delete", s -> s.prepare("delete from " + table + " where " + condition, key(theirs)));
        unchanged(table, actor, "merge",
                s -> s.prepare("merge into " + table + " t using (values (1)) as s on " + condition
                        + " when matched then delete", key(theirs)));
        unchanged(table, actor, "insert", insert(draft(table, victim), ""));
        unchanged(table, actor, "upsert that does nothing", upsert(theirs, "on conflict do nothing"));
        unchanged(table, actor, "upsert that updates",
                upsert(theirs, "on conflict (" + Statements.names(table.primaryKey())
                        + ") do update set " + quoted(table.primaryKey().getFirst()) + " = excluded."
                        + quoted(table.primaryKey().getFirst())));
        unchanged(table, actor, "copy", s -> {
            copy(s, table);
            return s.prepare("select");
        });
        unchanged(table, actor, "truncate", s -> s.prepare("truncate " + table + " cascade"));
        unheard(table, actor, "a cheap function", "public.tell(t::text)");
        unheard(table, actor, "an error", "(t::text)::integer > 0");
    }

    /** What only a stranger with rows of its own may try. */
    void reachAcross(Table table, Actor actor) {
        var own = row(table, other);
        unchanged(table, actor, "update of all", s -> s.prepare("update " + table + " set " + itself(table)));
        unchanged(table, actor, "delete of all", s -> s.prepare("delete from " + table));
        for (var column : List.of("organization_id", table.keyColumn())) {
            if (table.has(column)) {
                refused(table, actor, "move to the other by " + column, s -> s.prepare(
                        "update " + table + " set " + quoted(column) + " = ?::uuid where " + isRow(table),
                        before(row(table, victim).get(column), key(own))));
            }
        }
        for (var foreignKey : table.foreignKeys()) {
            refer(table, actor, foreignKey, own);
        }
    }

    /** What a role has not been granted it cannot do, whoever's row it is. */
    void shutOut(Table table, Actor actor, Set<String> granted) {
        Map.of("SELECT", "select from " + table,
                "INSERT", "insert into " + table + " default values",
                "UPDATE", "update " + table + " set " + itself(table),
                "DELETE", "delete from " + table,
                "TRUNCATE", "truncate " + table + " cascade")
                .forEach((privilege, statement) -> {
                    if (!granted.contains(privilege)) {
                        expect(table, actor, statement, s -> s.prepare(statement), Outcome::refused);
                    }
                });
    }

    /** An administrator sees everybody's rows. */
    void seeAll(Table table, Actor actor) {
        expect(table, actor, "sees all tenants' rows", select(row(table, victim)), outcome -> outcome.rows() == 1);
    }

    /** Without a context, with one that makes no sense: an error rather than nothing. */
    void failLoudly(Table table, Actor actor) {
        if (table.mayApplication("SELECT") && !table.scope().equals("platform")) {
            expect(table, actor, "is told that there is no context", s -> s.prepare("select from " + table),
                    Outcome::refused);
        }
    }

    private void refer(Table table, Actor actor, Table.ForeignKey foreignKey, Row own) {
        var target = victims.get(foreignKey.target());
        if (target == null || !target.table().isTenants() || foreignKey.columns().size() < 2) {
            return;
        }
        var reaching = draft(table, other);
        var sets = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        for (var i = 1; i < foreignKey.columns().size(); i++) {
            var column = foreignKey.columns().get(i);
            var value = target.get(foreignKey.targetColumns().get(i));
            reaching = reaching.with(column, value);
            sets.add(quoted(column) + " = ?::" + table.column(column).type());
            values.add(value);
        }
        var inserted = reaching;
        refused(table, actor, "insert with " + foreignKey.name(), insert(inserted, ""));
        values.addAll(List.of(key(own)));
        refused(table, actor, "update of " + foreignKey.name(), s -> s.prepare(
                "update " + table + " set " + String.join(", ", sets) + " where " + isRow(table), values.toArray()));
    }

    private static Attempt select(Row row) {
        return s -> s.prepare("select 1 from " + row.table() + " where " + isRow(row.table()), key(row));
    }

    private static Attempt touch(Row row) {
        return s -> s.prepare("update " + row.table() + " set " + itself(row.table()) + " where " + isRow(row.table()),
                key(row));
    }

    private static Attempt insert(Row row, String ending) {
        return s -> Statements.insert(s, row, ending);
    }

    private static Attempt upsert(Row row, String ending) {
        return insert(row, ending);
    }

    private static void copy(Sql sql, Table table) throws SQLException {
        var copying = sql.connection().unwrap(org.postgresql.PGConnection.class).getCopyAPI();
        copying.copyIn("copy " + table + " from stdin").endCopy();
    }

    /** An update that changes nothing but is one. */
    private static String itself(Table table) {
        var column = quoted(table.columns().getLast().name());
        return column + " = " + column;
    }

    private static @Nullable Object[] before(@Nullable Object first, Object[] rest) {
        var all = new ArrayList<@Nullable Object>();
        all.add(first);
        all.addAll(List.of(rest));
        return all.toArray();
    }

    private Row row(Table table, Tenant tenant) {
        return Objects.requireNonNull((tenant == victim ? victims : others).get(table.name()));
    }

    /** Whatever is tried with it is undone: it can be added again. */
    private Row draft(Table table, Tenant tenant) {
        return drafts.computeIfAbsent(table + " " + tenant.organization(),
                _ -> maker.draft(table, tenant, tenant == victim ? victims : others));
    }

    private void unseen(Table table, Actor actor, String what, Attempt attempt) {
        expect(table, actor, what, attempt, Outcome::nothing);
    }

    private void refused(Table table, Actor actor, String what, Attempt attempt) {
        expect(table, actor, what, attempt, Outcome::nothing);
    }

    private void unchanged(Table table, Actor actor, String what, Attempt attempt) {
        var before = prober.fingerprint(List.of(table), victim);
        expect(table, actor, what, attempt,
                outcome -> outcome.refused() || prober.fingerprint(List.of(table), victim).equals(before));
    }

    /** Whatever the condition makes the server say, it does not say what is in the victim's row. */
    private void unheard(Table table, Actor actor, String what, String condition) {
        expect(table, actor, what, s -> s.prepare("select t::text from " + table + " t where " + condition),
                outcome -> true);
    }

    private interface Expectation {
        boolean holds(Outcome outcome);
    }

    private void expect(Table table, Actor actor, String what, Attempt attempt, Expectation expectation) {
        probes++;
        var leak = prober.probe(actor, attempt, outcome -> {
            if (!actor.name().equals("victim") && outcome.messages().contains(victim.canary())) {
                return "was told what is in it: " + outcome.messages();
            }
            return expectation.holds(outcome) ? null : outcome.toString();
        });
        if (leak != null) {
            leaks.add("%s, %s, %s: %s".formatted(table, actor, what, leak));
            if (endsAtALeak) {
                throw new Noticed();
            }
        }
    }
}
