package dev.tenantry.audit.classification;

import java.util.Comparator;

/** @param table as {@code app.scopes} has it, without the schema where that is {@code public} */
record Column(String table, String name) implements Comparable<Column> {

    private static final Comparator<Column> ORDER = Comparator.comparing(Column::table).thenComparing(Column::name);

    @Override
    public int compareTo(Column other) {
        return ORDER.compare(this, other);
    }
}
