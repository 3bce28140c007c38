package dev.tenantry.audit.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.CamelCase;

/**
 * A line of the file.
 *
 * @param name       as the audit log calls it; a star where it is about all
 * @param permission that shows the values; null: the one to read records of the type, or the resource's
 * @param evidence   which rules its entries are evidence for
 * @param table      that has what the entries tell; null: the entity's, if there is one
 * @param properties where those are that are not called like their columns; an empty list where they are in none
 */
record AuditedResource(
        String name,
        @Nullable String permission,
        Set<String> evidence,
        @Nullable String table,
        Map<String, List<Column>> properties) {

    static final String ALL = "*";
    private static final int PARTS = 5;
    private static final String NOWHERE = "-";

    /** @throws IllegalArgumentException where it is none */
    static AuditedResource parse(String line) {
        var parts = line.split("\\|", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("no resource: " + line);
        }
        var table = emptyToNull(parts[3]);
        var properties = new HashMap<String, List<Column>>();
        for (var stated : list(parts[4])) {
            var at = stated.indexOf('=');
            properties.put(stated.substring(0, at), place(table, stated.substring(at + 1)));
        }
        return new AuditedResource(parts[0].strip(), emptyToNull(parts[1]), new TreeSet<>(list(parts[2])), table,
                Map.copyOf(properties));
    }

    /** Null: the line says nothing of it. */
    @Nullable
    List<Column> of(String property) {
        return properties.get(property);
    }

    /** In a table of the resource. */
    static Column named(String table, String property) {
        return new Column(table, CamelCase.split(property, "_"));
    }

    private static List<Column> place(@Nullable String table, String stated) {
        if (stated.equals(NOWHERE)) {
            return List.of();
        }
        var at = stated.lastIndexOf('.');
        if (at < 0 && table == null) {
            throw new IllegalArgumentException("of which table: " + stated);
        }
        return List.of(at < 0
                ? new Column(String.valueOf(table), stated)
                : new Column(stated.substring(0, at), stated.substring(at + 1)));
    }

    private static List<String> list(String part) {
        var list = new ArrayList<String>();
        for (var one : part.split(",")) {
            if (!one.isBlank()) {
                list.add(one.strip());
            }
        }
        return list;
    }

    private static @Nullable String emptyToNull(String part) {
        return part.isBlank() ? null : part.strip();
    }
}
