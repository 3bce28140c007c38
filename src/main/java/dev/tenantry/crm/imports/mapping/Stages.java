package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.PlainText;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.pipeline.StagePosition;

/** The stages of the pipeline that opportunities go to, by name, whatever its case. */
public record Stages(List<String> names, Map<String, StagePosition> byFoldedName) {

    public static final Stages NONE = of(List.of());

    public static Stages of(List<StagePosition> stages) {
        return new Stages(stages.stream().map(StagePosition::name).toList(), stages.stream()
                .collect(Collectors.toUnmodifiableMap(stage -> fold(stage.name()), Function.identity(),
                        (first, _) -> first)));
    }

    /** The stage as it is called; null where there is none. */
    @Nullable
    String find(String name) {
        var stage = byFoldedName.get(fold(name));
        return stage == null ? null : stage.name();
    }

    /** @param name blank: the first stage, which a deal begins in */
    boolean isOpen(String name) {
        var stage = byFoldedName.get(fold(name.isEmpty() && !names.isEmpty() ? names.getFirst() : name));
        return stage != null && stage.kind() == StageKind.OPEN;
    }

    private static String fold(String name) {
        return PlainText.trim(name).toLowerCase(Locale.ROOT);
    }
}
