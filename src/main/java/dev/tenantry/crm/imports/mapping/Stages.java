package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The stages of the pipeline that opportunities go to, by name, whatever its case. */
public record Stages(List<String> names, Map<String, String> byFoldedName) {

    public static final Stages NONE = of(List.of());

    public static Stages of(List<String> names) {
        return new Stages(names, names.stream()
                .collect(Collectors.toUnmodifiableMap(Stages::fold, Function.identity(), (first, _) -> first)));
    }

    /** The stage as it is called; null where there is none. */
    @Nullable
    String find(String name) {
        return byFoldedName.get(fold(name));
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
