package dev.tenantry.automation.run.dryrun;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Nesting;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;

/** What a step names that nothing is known of. Steps within it name theirs, when they are come to: an item is known there alone. */
final class Unresolved {

    private final List<JsonNode> others;
    private final Set<String> named = new TreeSet<>();

    private Unresolved(Step step) {
        this.others = Nesting.within(step);
    }

    /** @param decides whether the fields that it compares count, too */
    static Set<String> of(Step step, boolean decides, Scope scope) {
        var found = new Unresolved(step);
        found.addPlaceholders(step.config());
        if (decides) {
            found.addCompared(step.config());
        }
        found.named.removeIf(path -> !scope.at(path).isMissingNode() && !scope.at(path).isNull());
        return found.named;
    }

    private void addPlaceholders(JsonNode tree) {
        if (tree.isString()) {
            named.addAll(Template.outerPaths(tree.asString()));
        } else if (isOwn(tree)) {
            tree.forEach(this::addPlaceholders);
        }
    }

    /** Whether there is one is what {@code exists} asks. */
    private void addCompared(JsonNode tree) {
        if (tree.has("operator") && !tree.path("operator").asString("").equals("exists")) {
            named.add(tree.path("field").asString());
        }
        tree.forEach(this::addCompared);
    }

    private boolean isOwn(JsonNode tree) {
        return others.stream().noneMatch(other -> other == tree);
    }
}
