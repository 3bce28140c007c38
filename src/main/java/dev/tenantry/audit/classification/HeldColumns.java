package dev.tenantry.audit.classification;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Which columns have the values of others of the row, among what else they have: whoever reads one reads these.
 *
 * @param holders that have them
 * @param held    whose values they are
 */
record HeldColumns(ColumnRule.Names tables, ColumnRule.Names holders, ColumnRule.Names held) {

    private static final String HOLDS = "holds: ";
    private static final int PARTS = 3;

    static boolean isOne(String line) {
        return line.startsWith(HOLDS);
    }

    /** @throws IllegalArgumentException where it is none */
    static HeldColumns parse(String line) {
        var parts = line.substring(HOLDS.length()).split(": ", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("not what columns hold: " + line);
        }
        return new HeldColumns(ColumnRule.Names.of(parts[0]), ColumnRule.Names.of(parts[1]),
                ColumnRule.Names.of(parts[2]));
    }

    /** What of others is in the column. */
    Stream<Column> of(Column column, Set<Column> all) {
        return tables.has(column.table()) && holders.has(column.name())
                ? all.stream()
                        .filter(other -> other.table().equals(column.table()) && !other.equals(column)
                                && held.has(other.name()))
                : Stream.of();
    }
}
