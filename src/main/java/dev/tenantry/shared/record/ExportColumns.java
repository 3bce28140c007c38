package dev.tenantry.shared.record;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.FormulaGuard;

/** The columns of a table of records: what is shown of one, and of a part its properties, {@code amount.currency}. */
final class ExportColumns {

    static final String PARAMETER = "columns";

    private static final String COMMA = ",";
    /** By their names: the properties that lead there. */
    private final Map<String, List<String>> paths;

    private ExportColumns(Map<String, List<String>> paths) {
        this.paths = paths;
    }

    /** All that there are. @param shown the record that shows one */
    static ExportColumns of(Class<?> shown) {
        var paths = new LinkedHashMap<String, List<String>>();
        add(shown, List.of(), paths, Set.of());
        return new ExportColumns(paths);
    }

    /** Those that are asked for, in that order; all where none are. @throws ProblemException 400 where there is none of a name, or one twice */
    ExportColumns chosen(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return this;
        }
        var chosen = new LinkedHashMap<String, List<String>>();
        for (var stated : asked.split(COMMA, -1)) {
            var name = stated.strip();
            var path = paths.get(name);
            if (path == null) {
                throw ProblemException.malformed(PARAMETER, "there is no such column; there are " + paths.keySet());
            }
            if (chosen.put(name, path) != null) {
                throw ProblemException.malformed(PARAMETER, "each column may be asked for once");
            }
        }
        return new ExportColumns(chosen);
    }

    List<String> names() {
        return List.copyOf(paths.keySet());
    }

    /** What stands in the place of values, by property. @param masks null of a property where the values do */
    Map<String, String> masked(Function<String, @Nullable String> masks) {
        var masked = new HashMap<String, String>();
        for (var path : paths.values()) {
            var mask = masks.apply(path.getFirst());
            if (mask != null) {
                masked.put(path.getFirst(), mask);
            }
        }
        return masked;
    }

    /** As a spreadsheet may open them. Lists are JSON. */
    List<String> cells(JsonNode shown, Map<String, String> masked) {
        return paths.values().stream().map(path -> {
            var text = text(at(shown, path));
            return FormulaGuard.guarded(text.isEmpty() ? text : masked.getOrDefault(path.getFirst(), text));
        }).toList();
    }

    private static JsonNode at(JsonNode shown, List<String> path) {
        var node = shown;
        for (var property : path) {
            node = node.path(property);
        }
        return node;
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    private static void add(Class<?> shown, List<String> before, Map<String, List<String>> paths,
            Set<Class<?>> within) {
        for (var component : shown.getRecordComponents()) {
            var accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            var path = accessor.isAnnotationPresent(JsonUnwrapped.class) ? before : with(before, name(component));
            if (hasProperties(component.getType()) && !within.contains(component.getType())) {
                var outer = new LinkedHashSet<>(within);
                outer.add(shown);
                add(component.getType(), path, paths, outer);
            } else {
                paths.put(String.join(".", path), path);
            }
        }
    }

    private static List<String> with(List<String> before, String name) {
        var path = new ArrayList<>(before);
        path.add(name);
        return path;
    }

    private static String name(RecordComponent component) {
        var stated = component.getAccessor().getAnnotation(JsonProperty.class);
        return stated == null || stated.value().isEmpty() ? component.getName() : stated.value();
    }

    private static boolean hasProperties(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredMethods()).noneMatch(one -> one.isAnnotationPresent(JsonValue.class));
    }
}
