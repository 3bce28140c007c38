package dev.tenantry.crm.imports.mapping;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field that a column can be mapped to.
 *
 * @param name       as in the JSON of the records' API
 * @param references the kind of record that it refers to; null where it is no reference
 * @param synonyms   what files call it, in lower case without separators and accents
 */
public record TargetField(String name, FieldKind kind, @Nullable String references, List<String> synonyms) {

    public static TargetField of(String name, FieldKind kind, String... synonyms) {
        return new TargetField(name, kind, null, List.of(synonyms));
    }

    public static TargetField reference(String name, String type, String... synonyms) {
        return new TargetField(name, FieldKind.REFERENCE, type, List.of(synonyms));
    }
}
