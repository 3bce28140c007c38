package dev.tenantry.isolation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A row of a table, every value as text. */
record Row(Table table, Map<String, @Nullable String> values) {

    @Nullable
    String get(String column) {
        return values.get(column);
    }

    List<@Nullable String> get(List<String> columns) {
        return columns.stream().<@Nullable String>map(this::get).toList();
    }

    Row with(String column, @Nullable String value) {
        var changed = new LinkedHashMap<String, @Nullable String>(values);
        changed.put(column, value);
        return new Row(table, changed);
    }

    Row without(String column) {
        var changed = new LinkedHashMap<String, @Nullable String>(values);
        changed.remove(column);
        return new Row(table, changed);
    }
}
