package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.journal.EventTypes.EventType;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.RecordRegistry;

/** The records that the runs of an event's workflow find: those that the event names, and those that these belong to. */
@Component
class ReachedRecords {

    private static final String TRIGGER = "trigger";

    private final EventTypes events;
    private final RecordRegistry records;
    private final StepTypes types;

    /** @param reached the kinds of records that it leads to */
    private record Event(EventType type, Set<String> reached) {

        String hasNo(String record) {
            if (isGone(record, type)) {
                return "the " + record + " of " + type.name() + " is in the trash by then: nothing of it is there for "
                        + "this step, and trigger has what it was";
            }
            return type.name() + " leads to no " + record
                    + (reached.isEmpty() ? "" : ", but to " + String.join(" and ", reached))
                    + ": nothing of it is there for this step, unless somebody starts the workflow by hand with its "
                    + RecordRegistry.reference(record);
        }
    }

    ReachedRecords(EventTypes events, RecordRegistry records, StepTypes types) {
        this.events = events;
        this.records = records;
        this.types = types;
    }

    /** What steps name that no event of the workflow's leads to, each at the step's config. Who starts it by hand can name any. */
    List<FieldError> warnings(WorkflowDocument document, Predicate<Step> some) {
        var name = document.trigger().event();
        var event = name == null ? null : events.find(name).orElse(null);
        var told = new ArrayList<FieldError>();
        if (event != null) {
            addSteps(document, some, new Event(event, reached(event)), told);
        }
        return told;
    }

    private void addSteps(WorkflowDocument document, Predicate<Step> some, Event event, List<FieldError> told) {
        for (var step : document.steps()) {
            var place = document.place().position() + "[" + step.index() + "].config";
            if (some.test(step)) {
                missed(step, event)
                        .forEach(type -> told.add(new FieldError(place, "never-there", event.hasNo(type))));
            }
            document.within(step).forEach(inner -> addSteps(inner, some, event, told));
        }
    }

    private Stream<String> missed(Step step, Event event) {
        return types.of(step.type())
                .rule()
                .reads(step)
                .stream()
                .flatMap(root -> Optional.ofNullable(record(root)).stream())
                .distinct()
                .filter(type -> !event.reached.contains(type))
                .sorted();
    }

    /** The kind of record that it takes to know what a path begins with; null where it takes none. */
    private static @Nullable String record(String root) {
        return Scope.RECORDS.contains(root) ? root : Scope.OWNERS.get(root);
    }

    private Set<String> reached(EventType event) {
        var reached = new LinkedHashSet<String>();
        var before = -1;
        while (before < reached.size()) {
            before = reached.size();
            Scope.RECORDS.stream().filter(type -> isLedTo(type, event, reached)).forEach(reached::add);
        }
        return reached;
    }

    private static boolean isGone(String type, EventType event) {
        return event.isDeletion() && type.equals(event.aggregateType());
    }

    private boolean isLedTo(String type, EventType event, Set<String> reached) {
        return Objects.requireNonNull(Scope.IDS.get(type)).stream().anyMatch(path -> {
            var root = Scope.rootOf(path);
            var name = path.substring(root.length() + 1);
            return root.equals(TRIGGER)
                    ? !isGone(type, event) && event.fields().containsKey(name)
                    : reached.contains(root) && Shapes.names(records.of(root).shows()).contains(name);
        });
    }
}
