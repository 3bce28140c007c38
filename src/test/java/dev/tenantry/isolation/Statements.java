package dev.tenantry.isolation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes statements on any table; names come from the catalog, values are parameters. */
final class Statements {

    private Statements() {}

    static PreparedStatement insert(Sql sql, Row row, String ending) throws SQLException {
        var columns = List.copyOf(row.values().keySet());
        var statement = sql.connection()
                .prepareStatement("insert into " + row.table() + " (" + names(columns) + ") values ("
                        + columns.stream()
                                .map(c -> "?::" + row.table().column(c).type())
                                .collect(Collectors.joining(", "))
                        + ") " + ending);
        for (var i = 0; i < columns.size(); i++) {
            statement.setString(i + 1, row.get(columns.get(i)));
        }
        return statement;
    }

    /** The condition that is true of this row alone, its parameters being those of {@link #key}. */
    static String isRow(Table table) {
        return table.primaryKey().stream().map(c -> quoted(c) + "::text = ?").collect(Collectors.joining(" and "));
    }

    static Object[] key(Row row) {
        return row.get(row.table().primaryKey()).toArray();
    }

    static String allAsText(Table table) {
        return table.columns()
                .stream()
                .map(c -> quoted(c.name()) + "::text as " + quoted(c.name()))
                .collect(Collectors.joining(", "));
    }

    static String names(Collection<String> columns) {
        return columns.stream().map(Statements::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
