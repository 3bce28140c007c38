package dev.tenantry.audit.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of the file.
 *
 * @param isEncrypted whether the values are encrypted before they are stored
 */
record ColumnRule(Sensitivity level, boolean isEncrypted, Names tables, Names columns, String reason) {

    private static final String ENCRYPTED = " encrypted";
    private static final int PARTS = 4;

    /** Names, or patterns of them. */
    record Names(List<Pattern> patterns) {

        static Names of(String names) {
            return new Names(Arrays.stream(names.split(", "))
                    .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q")))
                    .toList());
        }

        boolean has(String name) {
            return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
        }
    }

    /** @throws IllegalArgumentException where it is none */
    static ColumnRule parse(String line) {
        var parts = line.split(": ", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("no rule: " + line);
        }
        var isEncrypted = parts[0].endsWith(ENCRYPTED);
        var level = isEncrypted ? parts[0].substring(0, parts[0].length() - ENCRYPTED.length()) : parts[0];
        return new ColumnRule(Sensitivity.valueOf(level.toUpperCase(Locale.ROOT)), isEncrypted, Names.of(parts[1]),
                Names.of(parts[2]), parts[3]);
    }

    boolean isAbout(String table, String column) {
        return tables.has(table) && columns.has(column);
    }
}
