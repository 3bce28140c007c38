package dev.tenantry.crm.imports.csv;

/**
 * How large the parts of a file may be.
 *
 * @param columns     columns a row
 * @param fieldLength characters a field
 */
public record CsvLimits(int columns, int fieldLength) {

    /** What the longest row can have, which is what a reader holds at a time. */
    int rowLength() {
        return Math.max(fieldLength * 4, 1 << 20);
    }
}
