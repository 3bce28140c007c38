package dev.tenantry.isolation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Sends statements in another's name from a superuser's transaction, and takes back what they did. */
final class Prober {

    /**
     * What became of a statement.
     *
     * @param state    the SQLSTATE of its refusal; null where it went through
     * @param rows     what it returned or, where it returns nothing, how many rows it touched
     * @param messages everything that the server said meanwhile
     */
    record Outcome(@Nullable String state, int rows, String messages) {

        boolean refused() {
            return state != null;
        }

        /** Refused, or without effect and result. */
        boolean nothing() {
            return refused() || rows == 0;
        }
    }

    /** Prepares a statement and sends it. */
    interface Attempt {
        PreparedStatement prepare(Sql sql) throws SQLException;
    }

    /** What is looked at while a statement's effect is still there. */
    interface Inspection {
        @Nullable
        String leak(Outcome outcome);
    }

    private final Sql sql;

    Prober(Sql sql) {
        this.sql = sql;
    }

    /** Returns what the inspection, which is made as the superuser, says of the attempt. */
    @Nullable
    String probe(Actor actor, Attempt attempt, Inspection inspection) {
        var leaks = new ArrayList<@Nullable String>();
        sql.undone(() -> {
            become(actor);
            var outcome = send(attempt);
            if (!outcome.refused()) {
                sql.run("reset session authorization");
            }
            leaks.add(inspection.leak(outcome));
        });
        return leaks.getFirst();
    }

    private void become(Actor actor) {
        sql.run("set local session authorization " + actor.role());
        set("app.org_id", actor.organization());
        set("app.user_id", actor.user());
        set("app.reader", actor.reader());
    }

    private void set(String setting, @Nullable String value) {
        if (value != null) {
            sql.text("select set_config(?, ?, true)", setting, value);
        }
    }

    private Outcome send(Attempt attempt) {
        try (var statement = attempt.prepare(sql)) {
            var rows = 0;
            var found = new StringBuilder();
            if (statement.execute()) {
                var result = statement.getResultSet();
                while (result.next()) {
                    rows++;
                    found.append(result.getString(1)).append('\n');
                }
            } else {
                rows = statement.getUpdateCount();
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                found.append(warning.getMessage()).append('\n');
            }
            return new Outcome(null, rows, found.toString());
        } catch (SQLException refusal) {
            return new Outcome(refusal.getSQLState(), 0, String.valueOf(refusal.getMessage()));
        }
    }

    /** The tables that the running transaction may have written to, by its locks; of parts of a table, the table. What is undone counts no more. */
    Set<String> written() {
        return Set.copyOf(sql.texts("""
                select distinct n.nspname || '.' || c.relname from pg_locks l
                join pg_class c on c.oid = coalesce(pg_partition_root(l.relation), l.relation) join pg_namespace n on n.oid = c.relnamespace
                where l.locktype = 'relation' and l.pid = pg_backend_pid()
                  and l.mode not in ('AccessShareLock', 'RowShareLock', 'ShareLock')"""));
    }

    /** A digest of everything that a tenant has in these tables. */
    String fingerprint(List<Table> tables, Tenant tenant) {
        var digest = new StringBuilder();
        for (var table : tables) {
            if (table.owner() != null) {
                digest.append(table.name())
                        .append(sql.text(
                                "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from " + table
                                        + " t where " + table.owner() + " = ?",
                                table.isTenants() ? tenant.organization() : tenant.user()));
            }
        }
        return digest.toString();
    }
}
