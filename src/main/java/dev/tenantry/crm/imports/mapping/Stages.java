package dev.tenantry.crm.imports.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tenantry.crm.imports.csv.PlainText;
import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.pipeline.StagePosition;
import dev.tenantry.shared.text.Folding;

/** The stages of the pipeline that opportunities go to, by name, however it is written. */
public final class Stages {

    private final Folding folding;
    private final List<String> names;
    private final Map<String, StageKind> kinds;
    private final Map<String, String> byFoldedName;

    private Stages(Folding folding, List<StagePosition> stages) {
        this.folding = folding;
        this.names = stages.stream().map(StagePosition::name).toList();
        this.kinds = stages.stream()
                .collect(Collectors.toUnmodifiableMap(StagePosition::name, StagePosition::kind, (first, _) -> first));
        var folded = folding.of(names);
        this.byFoldedName = names.stream()
                .collect(Collectors.toUnmodifiableMap(name -> folded.getOrDefault(name, name), Function.identity(),
                        (first, _) -> first));
    }

    /** In the current transaction. @param stages none where the target has none */
    public static Stages of(List<StagePosition> stages, Folding folding) {
        return new Stages(folding, stages);
    }

    List<String> names() {
        return names;
    }

    /** The stages as they are called, by what texts call them, in the current transaction; without texts that call none. */
    Map<String, String> find(Collection<String> texts) {
        var trimmed = texts.stream().map(PlainText::trim).collect(Collectors.toSet());
        var folded = folding.of(trimmed.stream().filter(text -> !kinds.containsKey(text)).toList());
        var found = new HashMap<String, String>();
        for (var text : texts) {
            var name = PlainText.trim(text);
            var stage = kinds.containsKey(name) ? name : byFoldedName.get(folded.getOrDefault(name, name));
            if (stage != null) {
                found.put(text, stage);
            }
        }
        return found;
    }

    /** @param name as the stage is called; blank: the first stage, which a deal begins in */
    boolean isOpen(String name) {
        return kinds.get(name.isEmpty() && !names.isEmpty() ? names.getFirst() : name) == StageKind.OPEN;
    }
}
