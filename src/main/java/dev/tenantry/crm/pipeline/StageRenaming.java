package dev.tenantry.crm.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.text.Folding;

/** What some stages of a pipeline are called from now on, all at once: two may have changed their names for each other's. */
public final class StageRenaming {

    private static final Set<String> EQUALS = Set.of("eq", "in");
    private static final Set<String> DIFFERS = Set.of("neq", "nin");

    private final Long pipelineId;
    private final boolean isDefault;
    private final Map<String, String> names;
    private final Set<String> elsewhere;
    private final Folding folding;

    /**
     * @param names     by the folded forms of those before
     * @param elsewhere the folded forms of what stages of other pipelines are called
     */
    StageRenaming(Long pipelineId, boolean isDefault, Map<String, String> names, Set<String> elsewhere,
            Folding folding) {
        this.pipelineId = pipelineId;
        this.isDefault = isDefault;
        this.names = Map.copyOf(names);
        this.elsewhere = Set.copyOf(elsewhere);
        this.folding = folding;
    }

    public Long pipelineId() {
        return pipelineId;
    }

    /** Whether what names no pipeline means this one. */
    public boolean isDefault() {
        return isDefault;
    }

    /** The folded forms of the names before, each with the name in {@link #after()}. */
    public String[] before() {
        return names.keySet().stream().sorted().toArray(String[]::new);
    }

    public String[] after() {
        return names.keySet().stream().sorted().map(names::get).toArray(String[]::new);
    }

    /** What a stage is called by now; the same where it is called so still. */
    public String of(String name) {
        return names.getOrDefault(folding.of(name), name);
    }

    /** A filter of deals that finds what it has found; empty where it names none of the stages. */
    public Optional<String> of(Filter filter) {
        var pipelines = pipelines(filter);
        if (!pipelines.isEmpty() && !pipelines.contains(pipelineId.toString())) {
            return Optional.empty();
        }
        var renamed = filter.map(condition -> renamed(condition, pipelines.size() == 1));
        return renamed.equals(filter) ? Optional.empty() : Optional.of(renamed.text());
    }

    /** Those that it is about alone; none where it does not say. */
    private static List<String> pipelines(Filter filter) {
        var parts = filter instanceof Filter.And and ? and.filters() : List.of(filter);
        var found = new ArrayList<String>();
        for (var part : parts) {
            if (part instanceof Filter.Condition condition && condition.field().equals("pipelineId")
                    && EQUALS.contains(condition.operator())) {
                condition.values().forEach(value -> found.add(String.valueOf(value)));
            }
        }
        return found;
    }

    private Filter.Condition renamed(Filter.Condition condition, boolean isOfOnePipeline) {
        var isEqual = EQUALS.contains(condition.operator());
        if (!condition.field().equals("stage") || !isEqual && !DIFFERS.contains(condition.operator())) {
            return condition;
        }
        var values = new LinkedHashSet<@Nullable String>();
        condition.values().forEach(value -> values.addAll(values(value, isOfOnePipeline)));
        var called = new ArrayList<@Nullable String>(values);
        return called.equals(condition.values())
                ? condition
                : condition.comparedWith(isEqual ? "in" : "nin", called);
    }

    /** Another pipeline's stage of the name is called so still. */
    private List<@Nullable String> values(@Nullable String value, boolean isOfOnePipeline) {
        if (value == null) {
            return Collections.singletonList(null);
        }
        var name = of(value);
        var form = folding.of(value);
        var isKept = !form.equals(folding.of(name)) && !isOfOnePipeline && elsewhere.contains(form);
        return isKept ? List.<@Nullable String>of(value, name) : List.<@Nullable String>of(name);
    }
}
