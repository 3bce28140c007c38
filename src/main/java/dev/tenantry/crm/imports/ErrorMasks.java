package dev.tenantry.crm.imports;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.csv.ErrorColumns;
import dev.tenantry.crm.imports.mapping.FieldMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.record.CopyMasks;

/** Keeps from a file of errors what is in no file of such records: of the row the cells that become it, and what is said of them. */
@Component
class ErrorMasks {

    private final ImportTargets targets;
    private final CopyMasks masks;

    ErrorMasks(ImportTargets targets, CopyMasks masks) {
        this.targets = targets;
        this.masks = masks;
    }

    /**
     * @param columns by which such cells are in the file
     * @param fields  that they become
     */
    record Masked(List<@Nullable String> columns, Set<String> fields) {

        RowError of(RowError error) {
            if (fields.isEmpty()) {
                return error;
            }
            var any = columns.stream().filter(Objects::nonNull).findFirst().orElse(null);
            // Which column of these a cell is meant to be in nobody knows, nor of what the row as a whole is told.
            var isAnywhere = error.code().equals(ErrorColumns.TOO_MANY);
            var cells = IntStream.range(0, error.fields().size()).mapToObj(at -> {
                var mask = isAnywhere || at >= columns.size() ? any : columns.get(at);
                return mask == null || error.fields().get(at).isEmpty() ? error.fields().get(at) : mask;
            }).toList();
            var message = any != null && (error.field().isEmpty() || fields.contains(named(error.field())))
                    ? any
                    : error.message();
            return new RowError(error.line(), cells, error.field(), error.code(), message);
        }
    }

    Masked of(ImportResponse imported) {
        var target = targets.named(imported.target());
        var mapping = imported.mapping();
        var columns = new @Nullable String[imported.columns().size()];
        var fields = new HashSet<String>();
        for (var field : mapping == null ? List.<FieldMapping>of() : mapping.fields()) {
            var mask = mask(target, field);
            if (mask != null) {
                fields.add(named(field.field()));
                IntStream.range(0, columns.length)
                        .filter(at -> field.reads(imported.columns().get(at).name()))
                        .forEach(at -> columns[at] = mask);
            }
        }
        return new Masked(Arrays.asList(columns), fields);
    }

    private @Nullable String mask(ImportTarget target, FieldMapping field) {
        var own = masks.mask(target.type(), named(field.field()));
        var other = target.field(field.field()).map(TargetField::references).orElse(null);
        return own != null || other == null || field.by() == null ? own : masks.mask(other, field.by());
    }

    /** The property, of which a field can be a part. */
    private static String named(String field) {
        return field.split("[.\\[]", 2)[0];
    }
}
