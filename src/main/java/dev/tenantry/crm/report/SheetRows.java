package dev.tenantry.crm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/**
 * Makes a table of rows of several parts of a report, each of which has values in some columns and is blank in the others. The first
 * column, {@code part}, says which part a row is of; {@code all} is the whole.
 */
public final class SheetRows {

    private final LinkedHashMap<String, Integer> columns = new LinkedHashMap<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    public SheetRows(String... columns) {
        this.columns.put("part", 0);
        for (var column : columns) {
            this.columns.put(column, this.columns.size());
        }
    }

    /** A row under way. */
    public final class Row {

        private final @Nullable Object[] cells = new @Nullable Object[columns.size()];

        public Row with(String column, @Nullable Object value) {
            var at = columns.get(column);
            if (at == null) {
                throw new IllegalArgumentException("there is no column " + column);
            }
            cells[at] = value instanceof Money money ? money.amount() : value;
            return this;
        }

        private List<@Nullable Object> cells() {
            return Arrays.asList(cells);
        }
    }

    public Row add(String part) {
        var row = new Row().with("part", part);
        rows.add(row.cells());
        return row;
    }

    public Sheet sheet(String name) {
        return new Sheet(name, List.copyOf(columns.keySet()), rows);
    }
}
