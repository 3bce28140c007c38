package dev.tenantry.crm.imports.csv;

import java.util.List;

/**
 * A row of a file.
 *
 * @param line where it begins, counted from 1
 */
public record CsvRow(long line, List<String> fields) {

    boolean isBlank() {
        return fields.stream().allMatch(String::isBlank);
    }
}
