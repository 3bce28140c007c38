package dev.tenantry.crm.imports.csv;

import java.util.List;

/**
 * A row of a file.
 *
 * @param line where it begins, counted from 1
 */
public record CsvRow(long line, List<String> fields) {

    /** How much of memory it takes, about: its characters, and something for each field. */
    public long size() {
        return fields.stream().mapToLong(String::length).sum() + 16L * fields.size();
    }

    boolean isBlank() {
        return fields.stream().allMatch(CellText::isBlank);
    }
}
