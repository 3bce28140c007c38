package dev.tenantry.crm.imports.mapping;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.ColumnType;
import dev.tenantry.crm.imports.csv.Conventions;
import dev.tenantry.tenancy.MemberDirectory;

/** A mapping made from what the columns are called, to begin with; where it says enough it can be used as it is. */
public final class MappingSuggestion {

    private final ImportTarget target;
    private final ImportTargets targets;
    private final Map<String, Column> unused = new LinkedHashMap<>();
    private final List<FieldMapping> fields = new ArrayList<>();

    private MappingSuggestion(ImportTarget target, ImportTargets targets, List<Column> columns) {
        this.target = target;
        this.targets = targets;
        columns.forEach(column -> unused.putIfAbsent(fold(column.name()), column));
    }

    /** Empty where no column can be told to be a field's. */
    public static Optional<ImportMapping> of(ImportTarget target, ImportTargets targets, List<Column> columns,
            Conventions conventions) {
        return Optional.of(new MappingSuggestion(target, targets, columns).suggest())
                .filter(mapping -> !mapping.fields().isEmpty())
                .map(new MappingDefaults(target, columns, conventions)::complete);
    }

    private ImportMapping suggest() {
        // A column that is called like a field is that field's, unless such columns mostly hold what another one is.
        target.fields()
                .stream()
                .filter(field -> !isCalledLikeAnother(field))
                .forEach(field -> take(field, List.of(fold(field.name()))));
        target.fields()
                .stream()
                .filter(field -> !isMapped(field.name()))
                .forEach(field -> take(field,
                        Stream.concat(field.synonyms().stream(), numbered(field)).toList()));
        takeOpenFields();
        if (!isMapped("name")) {
            name().ifPresent(fields::add);
        }
        var order = target.fields().stream().map(TargetField::name).toList();
        fields.sort(Comparator.comparing(mapping -> order.contains(mapping.field())
                ? order.indexOf(mapping.field())
                : order.size()));
        return new ImportMapping(List.copyOf(fields), null, null, null, null, null, null, null);
    }

    private boolean isCalledLikeAnother(TargetField field) {
        return target.fields()
                .stream()
                .anyMatch(other -> other != field && other.synonyms().contains(fold(field.name())));
    }

    /** {@code Telefon 2}: by what the field is called of which this one is another. */
    private Stream<String> numbered(TargetField field) {
        var first = field.name().replaceFirst("\\d+$", "");
        var number = first.equals(field.name()) ? "1" : field.name().substring(first.length());
        var isNumbered = target.field(first).isPresent() && target.field(first + "2").isPresent();
        return isNumbered
                ? target.field(first)
                        .stream()
                        .flatMap(base -> Stream.concat(Stream.of(fold(base.name())), base.synonyms().stream()))
                        .flatMap(name -> Stream.of(name + number, number + name))
                : Stream.empty();
    }

    private void take(TargetField field, List<String> names) {
        var found = names.stream().map(unused::get).filter(Objects::nonNull).findFirst();
        found.ifPresent(column -> {
            unused.remove(fold(column.name()));
            fields.add(mapping(field, column));
        });
    }

    private void takeOpenFields() {
        List.copyOf(unused.values())
                .forEach(column -> target.openFieldOf(column.name(), fold(column.name()))
                        .filter(field -> !isMapped(field))
                        .ifPresent(field -> {
                            unused.remove(fold(column.name()));
                            fields.add(FieldMapping.column(field, column.name()));
                        }));
    }

    private FieldMapping mapping(TargetField field, Column column) {
        var mapping = FieldMapping.column(field.name(), column.name());
        if (field.kind() == FieldKind.MEMBER && !fold(column.name()).endsWith("id")) {
            return mapping.by(column.type() == ColumnType.EMAIL ? MemberDirectory.EMAIL : MemberDirectory.NAME);
        }
        if (field.references() == null) {
            return mapping;
        }
        if (fold(column.name()).endsWith("id")) {
            return mapping.by("externalId", false);
        }
        var referred = targets.ofType(field.references());
        if (referred.referredBy().contains("name")) {
            // One of the same kind is expected among the rows themselves.
            return mapping.by("name", referred.isAddedByReference() && !referred.type().equals(target.type()));
        }
        var isAddress = column.type() == ColumnType.EMAIL && referred.referredBy().contains("email");
        return mapping.by(isAddress ? "email" : "externalId", false);
    }

    private Optional<FieldMapping> name() {
        var template = target.namedBy()
                .stream()
                .map(part -> target.field(part).isPresent() ? columnOf(part) : unusedColumn(part))
                .filter(Objects::nonNull)
                .map(column -> "{" + column + "}")
                .collect(Collectors.joining(" "));
        return template.isEmpty() ? Optional.empty() : Optional.of(FieldMapping.template("name", template));
    }

    private @Nullable String unusedColumn(String name) {
        var column = unused.get(name);
        return column == null ? null : column.name();
    }

    private @Nullable String columnOf(String field) {
        return fields.stream()
                .filter(mapping -> mapping.field().equals(field))
                .map(FieldMapping::column)
                .findFirst()
                .orElse(null);
    }

    private boolean isMapped(String field) {
        return fields.stream().anyMatch(mapping -> mapping.field().equals(field));
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
