package dev.tenantry.crm.imports.csv;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column of a file, as its values show it.
 *
 * @param name       from the header; {@code column 3} where the header has none
 * @param dateFormat which all its values have, where they are dates
 * @param samples    different values of it
 * @param blank      how many rows have no value
 */
public record Column(String name, ColumnType type, @Nullable String dateFormat, List<String> samples, long blank) {}
