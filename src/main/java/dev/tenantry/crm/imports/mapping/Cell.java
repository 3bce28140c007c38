package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.PlainText;

/** Where a field's text is found in a row, and what it is taken for. */
final class Cell {

    private final Function<List<String>, String> source;
    private final Map<String, String> values;

    private Cell(Function<List<String>, String> source, Map<String, String> values) {
        this.source = source;
        this.values = values;
    }

    /** @param position of a column by its name */
    static Cell of(FieldMapping field, ImportMapping mapping, ToIntFunction<String> position) {
        return new Cell(source(field, mapping, position), values(field.values()));
    }

    /** Blank where the row has none. */
    String read(List<String> row) {
        var text = source.apply(row);
        return values.isEmpty() ? text : values.getOrDefault(fold(text), text);
    }

    private static Function<List<String>, String> source(FieldMapping field, ImportMapping mapping,
            ToIntFunction<String> position) {
        if (field.value() != null) {
            var constant = PlainText.trim(field.value());
            return _ -> constant;
        }
        if (field.column() != null) {
            return column(position.applyAsInt(field.column()));
        }
        var template = Template.parse(field.template() == null ? "" : field.template());
        var columns = template.columns()
                .stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> corrected(name, mapping, position)));
        return row -> template.fill(name -> columns.getOrDefault(name, _ -> "").apply(row));
    }

    private static Function<List<String>, String> column(int index) {
        return row -> index < row.size() ? PlainText.trim(row.get(index)) : "";
    }

    /** A column in a template, with the values that another field's mapping has for it. */
    private static Function<List<String>, String> corrected(String column, ImportMapping mapping,
            ToIntFunction<String> position) {
        var values = mapping.fields()
                .stream()
                .filter(field -> column.equals(field.column()) && field.values() != null)
                .findFirst()
                .map(field -> values(field.values()))
                .orElse(Map.of());
        return column(position.applyAsInt(column)).andThen(text -> values.getOrDefault(fold(text), text));
    }

    private static Map<String, String> values(@Nullable Map<String, String> stated) {
        return stated == null
                ? Map.of()
                : stated.entrySet()
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(entry -> fold(entry.getKey()),
                                entry -> PlainText.trim(entry.getValue()), (first, _) -> first));
    }

    private static String fold(String text) {
        return PlainText.trim(text).toLowerCase(Locale.ROOT);
    }
}
