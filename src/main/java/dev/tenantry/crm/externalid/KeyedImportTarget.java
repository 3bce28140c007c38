package dev.tenantry.crm.externalid;

import java.util.Map;
import java.util.Optional;

import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

/** What other systems know by keys of theirs, for each of which a file may have a column. */
public interface KeyedImportTarget extends ImportTarget {

    @Override
    default Optional<TargetField> openField(String name) {
        return ExternalIdColumns.field(name);
    }

    @Override
    default Optional<String> openFieldOf(String heading, String folded) {
        return ExternalIdColumns.called(heading, folded);
    }

    @Override
    default boolean identifies(String field) {
        return identifying().contains(field) || ExternalIdColumns.field(field).isPresent();
    }

    @Override
    default Map.Entry<String, String> key(String field, String value) {
        return ExternalIdColumns.field(field).isPresent()
                ? ExternalIdColumns.key(field, value)
                : Map.entry(field, value);
    }
}
