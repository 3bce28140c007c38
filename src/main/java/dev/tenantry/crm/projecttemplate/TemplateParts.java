package dev.tenantry.crm.projecttemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.shared.problem.FieldError;

/** Whether the parts of a template name others that there are, and close no circle. */
final class TemplateParts {

    /** As of tasks. */
    private static final int MOST_LEVELS = 100;

    private final List<TemplateMilestone> milestones;
    private final List<TemplateTask> tasks;
    private final Map<String, TemplateTask> byKey = new HashMap<>();
    private final List<FieldError> faults = new ArrayList<>();

    TemplateParts(List<TemplateMilestone> milestones, List<TemplateTask> tasks) {
        this.milestones = milestones;
        this.tasks = tasks;
    }

    List<FieldError> faults() {
        refuseTwins("milestones", milestones.stream().map(TemplateMilestone::ref).toList());
        refuseTwins("tasks", tasks.stream().map(TemplateTask::ref).toList());
        tasks.forEach(task -> byKey.putIfAbsent(task.ref(), task));
        var reached = milestones.stream().map(TemplateMilestone::ref).collect(Collectors.toSet());
        for (var index = 0; index < tasks.size(); index++) {
            checkNamed("tasks[" + index + "]", tasks.get(index), reached);
        }
        if (faults.isEmpty()) {
            refuseCircles("parent", TemplateParts::above, "the task would be its own part, perhaps through others");
            refuseCircles("waitsFor", TemplateTask::blockers,
                    "the task would wait for itself, perhaps through others");
        }
        if (faults.isEmpty()) {
            refuseDepth();
        }
        return faults;
    }

    private static List<String> above(TemplateTask task) {
        return task.parent() == null ? List.of() : List.of(task.parent());
    }

    private void refuseTwins(String list, List<String> keys) {
        var seen = new HashSet<String>();
        for (var index = 0; index < keys.size(); index++) {
            if (!seen.add(keys.get(index))) {
                faults.add(new FieldError(list + "[" + index + "].ref", "duplicate", "another one has this ref"));
            }
        }
    }

    private void checkNamed(String place, TemplateTask task, Set<String> reached) {
        if (task.milestone() != null && !reached.contains(task.milestone())) {
            faults.add(new FieldError(place + ".milestone", "unknown-reference",
                    "no milestone of the template has this ref"));
        }
        if (task.parent() != null && !byKey.containsKey(task.parent())) {
            faults.add(unknown(place + ".parent"));
        }
        var seen = new HashSet<String>();
        for (var index = 0; index < task.blockers().size(); index++) {
            var blocker = task.blockers().get(index);
            if (!byKey.containsKey(blocker)) {
                faults.add(unknown(place + ".waitsFor[" + index + "]"));
            } else if (!seen.add(blocker)) {
                faults.add(new FieldError(place + ".waitsFor[" + index + "]", "duplicate", "the task is named twice"));
            }
        }
    }

    private static FieldError unknown(String field) {
        return new FieldError(field, "unknown-reference", "no task of the template has this ref");
    }

    /** What leads to nothing else goes, until nothing is left or what is left are circles and what leads to them. */
    private void refuseCircles(String field, Function<TemplateTask, List<String>> next, String reason) {
        var left = new HashMap<>(byKey);
        while (left.values().removeIf(task -> next.apply(task).stream().noneMatch(left::containsKey))) {
            // the next round
        }
        for (var index = 0; index < tasks.size(); index++) {
            var task = tasks.get(index);
            if (left.containsKey(task.ref()) && isItsOwn(task, next)) {
                faults.add(new FieldError("tasks[" + index + "]." + field, "circular-reference", reason));
            }
        }
    }

    private boolean isItsOwn(TemplateTask task, Function<TemplateTask, List<String>> next) {
        var seen = new HashSet<String>();
        var open = new ArrayList<>(next.apply(task));
        while (!open.isEmpty()) {
            var key = open.removeLast();
            if (key.equals(task.ref())) {
                return true;
            }
            if (seen.add(key)) {
                open.addAll(next.apply(find(key)));
            }
        }
        return false;
    }

    private void refuseDepth() {
        for (var index = 0; index < tasks.size(); index++) {
            if (level(tasks.get(index)) > MOST_LEVELS) {
                faults.add(new FieldError("tasks[" + index + "].parent", "too-deep",
                        "there are more than " + MOST_LEVELS + " levels above this one"));
            }
        }
    }

    /** How many tasks are above it. */
    private long level(TemplateTask task) {
        return Stream.iterate(task, one -> one.parent() != null, one -> find(String.valueOf(one.parent()))).count();
    }

    /** In groups that can be made one after the other: those above which there is nothing that is not made first. */
    List<List<TemplateTask>> levels() {
        tasks.forEach(task -> byKey.putIfAbsent(task.ref(), task));
        var levels = new ArrayList<List<TemplateTask>>();
        tasks.forEach(task -> {
            var level = Math.toIntExact(level(task));
            while (levels.size() <= level) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(task);
        });
        return levels;
    }

    private TemplateTask find(String key) {
        return Objects.requireNonNull(byKey.get(key));
    }
}
