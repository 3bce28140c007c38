package dev.tenantry.crm.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;

/** What a dry run would have created, so that later rows find it. Holds hashes: a file can have many rows. */
final class Trial {

    private final Set<Long> created = new HashSet<>();

    void created(RunningImport running, MappedRow row) {
        var type = running.target().type();
        row.keys().forEach((property, value) -> created.add(hash(type, property, value)));
        var property = running.selfReference();
        if (property != null) {
            created.add(hash(type, property, row.properties().path(property).asString("")));
        }
    }

    void created(Reference reference) {
        created.add(hash(reference.type(), reference.by(), reference.value()));
    }

    /** Whether the row's record would be there by now. */
    boolean hasTried(RunningImport running, MappedRow row) {
        return row.keys()
                .entrySet()
                .stream()
                .anyMatch(key -> hasCreated(running.target().type(), key.getKey(), key.getValue()));
    }

    boolean hasCreated(String type, String property, String value) {
        return created.contains(hash(type, property, value));
    }

    /** FNV-1a, 64 bits: among a million keys, two of the same hash are less likely than one in ten million. */
    private static long hash(String type, String property, String value) {
        var hash = 0xcbf29ce484222325L;
        var text = type + '\0' + property + '\0' + value.toLowerCase(Locale.ROOT);
        for (var index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        return hash;
    }
}
