package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.support.Person;

import static dev.tenantry.isolation.Statements.allAsText;
import static dev.tenantry.isolation.Statements.isRow;
import static dev.tenantry.isolation.Statements.key;
import static dev.tenantry.isolation.Statements.quoted;

/** Somebody who signed up, and whose organization has come to have something everywhere: a row in each table. */
final class Resident {

    /** Numbers from here on are nobody else's. */
    static final long FAR = 5_000_000_000L;
    /** And what is sealed in the background, whenever that is. */
    private static final Set<String> COUNTERS = Set.of("public.api_rate_limits", "public.api_usage_statistics",
            "public.audit_log_heads", "public.audit_log_seals", "public.audit_log_unsealed", "public.ip_access_log",
            "public.rate_limit_leases", "public.rate_limit_quota_usage", "public.rate_limit_tracking",
            "public.security_signals", "public.security_exports", "public.api_key_sightings");

    private static final String LOG = "public.audit_logs";
    private static final List<String> TEXT = List.of("text", "citext");

    final Person person;
    final Tenant tenant;
    private final Sql sql;
    private final List<Table> tables;
    private final RowMaker maker;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** @param sql a superuser's, in a transaction, which is committed */
    Resident(Sql sql, List<Table> tables, Person person) throws SQLException {
        this.sql = sql;
        this.tables = tables;
        this.person = person;
        this.tenant = Tenant.of(person.organizationId(), person.userId());
        this.maker = new RowMaker(sql);
        for (var table : tables) {
            var row = table.owner() == null ? present(table) : settled(table);
            if (row != null) {
                rows.put(table.name(), row);
            }
        }
        writeTimelines();
        writeTags();
        sql.connection().commit();
    }

    /** One table has the timelines of all kinds of records: there is an entry on each. */
    private void writeTimelines() throws SQLException {
        var entry = Objects.requireNonNull(rows.get("public.activities"));
        for (var record : rows.values()) {
            var table = record.table();
            if (table.has("deleted_at") && table.has("id") && table.column("id").type().equals("bigint")) {
                sql.prepare("""
                        insert into activities (organization_id, id, subject_type, subject_id, kind, summary, record_id)
                        select organization_id, id, ?, cast(? as bigint), kind, summary, record_id from activities
                        where organization_id = ? and id = cast(? as bigint) and subject_id = cast(? as bigint)
                        on conflict do nothing""", type(table), record.get("id"), tenant.organization(),
                        entry.get("id"), entry.get("subject_id")).execute();
            }
        }
    }

    /** One table has the tags of all kinds of records: there is one on each. */
    private void writeTags() throws SQLException {
        var tag = Objects.requireNonNull(rows.get("public.tags"));
        for (var record : rows.values()) {
            var table = record.table();
            if (table.has("deleted_at") && table.has("id") && table.column("id").type().equals("bigint")) {
                sql.prepare("""
                        insert into taggings (organization_id, record_type, record_id, tag_id)
                        values (?, ?, cast(? as bigint), cast(? as bigint)) on conflict do nothing""",
                        tenant.organization(), type(table), record.get("id"), tag.get("id")).execute();
            }
        }
    }

    /** {@code company} of {@code public.companies}, {@code price-list} of {@code public.price_lists}. */
    private static String type(Table table) {
        return table.name()
                .replaceFirst("^public\\.", "")
                .replaceFirst("ies$", "y")
                .replaceFirst("s$", "")
                .replace('_', '-');
    }

    Set<String> populated() {
        return rows.keySet();
    }

    /** What the resident has in a column, of any table. */
    Set<String> values(String table, String column) {
        var values = new LinkedHashSet<String>();
        tables.stream()
                .filter(candidate -> candidate.name().equals(table) && candidate.owner() != null
                        && candidate.has(column))
                .forEach(found -> values.addAll(texts(found, column)));
        return values;
    }

    /** Empties a column where it says this. */
    void forget(Table table, String column, String word) {
        if (table.owner() != null && table.has(column) && !table.column(column).notNull()) {
            execute("update " + table + " set " + quoted(column) + " = null where " + table.owner()
                    + "::text = ? and " + quoted(column) + "::text = ?", new Object[]{owner(table), word});
            end();
        }
    }

    /** Everything that tells a row of the resident's from everybody's: UUIDs, and numbers that are nobody else's. */
    Set<String> ids() {
        var ids = ids("uuid");
        ids("bigint").stream().filter(id -> Long.parseLong(id) >= FAR).forEach(ids::add);
        return ids;
    }

    /** Everything of a type that is a key in the resident's rows, or refers to one. */
    Set<String> ids(String type) {
        var ids = new TreeSet<String>();
        for (var table : tables) {
            for (var column : table.columns()) {
                if (table.owner() != null && column.type().equals(type) && isKey(table, column.name())) {
                    ids.addAll(texts(table, column.name()));
                }
            }
        }
        return ids;
    }

    private static boolean isKey(Table table, String column) {
        return table.primaryKey().contains(column)
                || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column))
                || table.column(column).type().equals("uuid");
    }

    /** A digest of all rows, by table, but of what the application counts, and takes down, of the owner's own requests. */
    Map<String, String> digests() {
        var digests = new LinkedHashMap<String, String>();
        for (var table : tables) {
            if (table.owner() != null && !COUNTERS.contains(table.name()) && !table.name().equals(LOG)) {
                digests.put(table.name(), new Prober(sql).fingerprint(List.of(table), tenant));
            }
        }
        digests.put(LOG + " of others", sql.text("select count(*) from " + LOG
                + " where organization_id = ? and user_id is distinct from ?", tenant.organization(), tenant.user()));
        end();
        return digests;
    }

    /** A row of the resident's own, made up where there can be another, with a sibling in the trash. */
    private @Nullable Row settled(Table table) {
        try {
            var row = maker.insert(table, tenant, rows);
            if (table.has("deleted_at")) {
                var trashed = maker.insert(table, tenant, rows);
                execute("update " + table + " set deleted_at = now() where " + isRow(table), key(trashed));
            }
            return row;
        } catch (IllegalStateException full) {
            var row = present(table);
            if (row != null && !table.isIdentity()) {
                mark(row);
            }
            return row;
        }
    }

    private @Nullable Row present(Table table) {
        var own = table.owner() == null ? " where ?::text is not null" : " where " + table.owner() + "::text = ?";
        return sql.query("select " + allAsText(table) + " from " + table + own + " limit 1", found -> {
            var values = new LinkedHashMap<String, @Nullable String>();
            for (var column : table.columns()) {
                values.put(column.name(), found.getString(column.name()));
            }
            return new Row(table, values);
        }, owner(table)).stream().findFirst().orElse(null);
    }

    /** Puts the canary into every free text of a row that sign-up made. */
    private void mark(Row row) {
        for (var column : row.table().columns()) {
            var refers = row.table().foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
            if (TEXT.contains(column.type()) && column.choices().isEmpty() && !refers) {
                attempt("update " + row.table() + " set " + quoted(column.name()) + " = ? where "
                        + isRow(row.table()), tenant.canary() + "-" + column.name().replace('_', '-'), row);
            }
        }
    }

    private void attempt(String statement, String value, Row row) {
        try {
            var savepoint = sql.connection().setSavepoint();
            try {
                var parameters = new ArrayList<@Nullable Object>(List.of(value));
                parameters.addAll(List.of(key(row)));
                execute(statement, parameters.toArray());
            } catch (IllegalStateException refused) {
                sql.connection().rollback(savepoint);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String statement, @Nullable Object[] parameters) {
        try (var prepared = sql.prepare(statement, parameters)) {
            prepared.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> texts(Table table, String column) {
        var found = sql.texts("select distinct " + quoted(column) + "::text from " + table + " where " + table.owner()
                + "::text = ? and " + quoted(column) + " is not null", owner(table));
        end();
        return found;
    }

    private String owner(Table table) {
        return (table.isTenants() ? tenant.organization() : tenant.user()).toString();
    }

    private void end() {
        try {
            sql.connection().commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
