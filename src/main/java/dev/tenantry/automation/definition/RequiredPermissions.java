package dev.tenantry.automation.definition;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * What a workflow reads and writes, as permissions: what its trigger tells it, what its steps do and what their texts and
 * conditions name. Whoever authors, publishes or starts it needs all of them, or it would do for them what they may not.
 */
@Component
public class RequiredPermissions {

    private final Vocabulary vocabulary;
    private final StepTypes types;

    RequiredPermissions(Vocabulary vocabulary, StepTypes types) {
        this.vocabulary = vocabulary;
        this.types = types;
    }

    /** Each permission, and the first place of the document that needs it. */
    public SortedMap<String, String> of(WorkflowDocument document) {
        var required = new TreeMap<String, String>();
        note(vocabulary.reading(document.trigger()), "trigger", required);
        var goal = document.enrolment().goal();
        if (goal != null) {
            note(vocabulary.reading(goal.trigger()), "enrolment.goal", required);
        }
        addSteps(document, required);
        return Collections.unmodifiableSortedMap(required);
    }

    /** The other workflows that it carries out itself, and the first place of the document that does each. */
    public Map<UUID, String> workflows(WorkflowDocument document) {
        var workflows = new TreeMap<UUID, String>();
        addWorkflows(document, workflows);
        return workflows;
    }

    private void addWorkflows(WorkflowDocument document, Map<UUID, String> workflows) {
        for (var step : document.steps()) {
            var place = document.place().position() + "[" + step.index() + "]";
            types.of(step.type()).rule().workflows(step).forEach(other -> workflows.putIfAbsent(other, place));
            document.within(step).forEach(inner -> addWorkflows(inner, workflows));
        }
    }

    private void addSteps(WorkflowDocument document, SortedMap<String, String> required) {
        for (var step : document.steps()) {
            var place = document.place().position() + "[" + step.index() + "]";
            var rule = types.of(step.type()).rule();
            note(rule.permissions(step), place, required);
            rule.reads(step).forEach(root -> note(vocabulary.reading(root), place, required));
            document.within(step).forEach(inner -> addSteps(inner, required));
        }
    }

    private static void note(Set<String> permissions, String place, Map<String, String> required) {
        permissions.forEach(permission -> required.putIfAbsent(permission, place));
    }
}
