package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.tenantry.support.TestDatabase;

/** Two tenants with a row in each of some tables, there for everybody to see until they are removed. */
final class Population implements AutoCloseable {

    final Tenant one = Tenant.somebody();
    final Tenant two = Tenant.somebody();
    private final Sql sql;
    private final List<Table> tables;
    private final Map<Tenant, Map<String, Row>> rows = new HashMap<>();

    /** @param names the tables; those that they refer to get rows, too */
    Population(Set<String> names) throws SQLException {
        sql = new Sql(TestDatabase.server().connectAsSuperuser());
        Invariant.defineTerms(sql);
        var all = Table.all(sql);
        var needed = withTargets(names, all);
        tables = all.stream().filter(table -> needed.contains(table.name())).toList();
        sql.connection().setAutoCommit(false);
        for (var tenant : List.of(one, two)) {
            rows.put(tenant, new RowMaker(sql).rowsOfAllTables(tables, tenant));
        }
        sql.connection().commit();
    }

    Row row(Tenant tenant, String table) {
        var row = rows.getOrDefault(tenant, new LinkedHashMap<>()).get(table);
        if (row == null) {
            throw new IllegalArgumentException(table + " has not been populated");
        }
        return row;
    }

    /** Whether the row is still as it was made, all of its columns. */
    boolean isUntouched(Row row) {
        try {
            var now = sql.query("select " + Statements.allAsText(row.table()) + " from " + row.table() + " where "
                    + Statements.isRow(row.table()), found -> {
                        var same = true;
                        for (var column : row.table().columns()) {
                            same &= Objects.equals(found.getString(column.name()), row.get(column.name()));
                        }
                        return same;
                    }, Statements.key(row));
            sql.connection().rollback();
            return now.equals(List.of(true));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws SQLException {
        TenantRemoval.of(sql, rows.keySet());
        sql.connection().close();
    }

    private static Set<String> withTargets(Set<String> names, List<Table> all) {
        var needed = new LinkedHashSet<>(names);
        for (var table : new ArrayList<>(all).reversed()) {
            if (needed.contains(table.name())) {
                table.foreignKeys().forEach(key -> needed.add(key.target()));
            }
        }
        return needed;
    }
}
