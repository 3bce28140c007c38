package dev.tenantry.crm.imports;

import java.util.List;

/**
 * Why a row was not imported.
 *
 * @param line   where it begins in the file
 * @param fields as the file has them
 * @param field  of the record, as in its API; blank where the row as a whole is meant
 */
record RowError(long line, List<String> fields, String field, String code, String message) {

    long length() {
        return fields.stream().mapToLong(String::length).sum() + message.length();
    }
}
