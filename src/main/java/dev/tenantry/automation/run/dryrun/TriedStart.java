package dev.tenantry.automation.run.dryrun;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Explained;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.step.RunScopes;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/** What a workflow is tried with, as a run would find it, and whether it would start one. */
@Component
class TriedStart {

    private static final String TRIGGER = "trigger";
    private static final String EVENT = "event";
    private static final String SCHEDULED_AT = "scheduledAt";

    private final PastEvents events;
    private final EventTypes types;
    private final RecordRegistry records;
    private final RunScopes scopes;
    private final Comparisons comparisons;
    private final JsonMapper json;
    private final Clock clock;

    TriedStart(PastEvents events, EventTypes types, RecordRegistry records, RunScopes scopes, Comparisons comparisons,
            JsonMapper json, Clock clock) {
        this.events = events;
        this.types = types;
        this.records = records;
        this.scopes = scopes;
        this.comparisons = comparisons;
        this.json = json;
        this.clock = clock;
    }

    /** {@code trigger} and, of an event, {@code event}. @throws ProblemException 403 where the caller may not read what it is tried with */
    ObjectNode triggerData(Trigger trigger, DryRunRequest request) {
        if (request.eventId() != null) {
            return event(trigger, request.eventId());
        }
        var data = json.createObjectNode();
        var told = request.input() == null ? json.createObjectNode() : request.input().deepCopy();
        if (trigger.schedule() != null && !told.has(SCHEDULED_AT)) {
            told.put(SCHEDULED_AT, clock.instant().toString());
        }
        data.set(TRIGGER, told);
        return request.record() == null ? data : about(trigger, request.record());
    }

    /** Of the kind that the workflow reacts to: whoever may author that may read those. */
    private ObjectNode event(Trigger trigger, Long id) {
        var name = trigger.event();
        if (name == null) {
            throw ProblemException.invalid("eventId", "excluded", "the workflow reacts to no events");
        }
        var found = events.of(List.of(id)).stream().filter(event -> event.name().equals(name)).findFirst();
        var event = found.orElseThrow(() -> ProblemException.invalid("eventId", "not-found",
                "there is no such event " + name + ", or it has been forgotten"));
        if (event.triggerData() == null) {
            throw ProblemException.invalid("eventId", "too-large",
                    "the event tells too much for anybody to react to it");
        }
        return event.triggerData();
    }

    private static void tell(ObjectNode told, ObjectNode now, Collection<String> fields) {
        fields.stream().filter(now::has).forEach(field -> told.set(field, now.path(field)));
    }

    /** An event of the record tells, as far as that is known, what the record is now. */
    private ObjectNode about(Trigger trigger, String record) {
        var slash = record.indexOf('/');
        var type = record.substring(0, slash);
        var date = trigger.date();
        var isDated = date != null && date.record().equals(type);
        if (!isDated && !Scope.RECORDS.contains(type)) {
            throw ProblemException.invalid("record", "unknown",
                    "workflows are about these: " + String.join(", ", Scope.RECORDS));
        }
        var id = Long.valueOf(record.substring(slash + 1));
        if (!scopes.isThere(type, id)) {
            throw ProblemException.invalid("record", "unknown-reference", "there is no such record");
        }
        var data = json.createObjectNode();
        var told = data.putObject(TRIGGER).put(RecordRegistry.reference(type), id.toString());
        if (isDated) {
            records.of(type).find(id).ifPresent(now -> tell(told, now, now.propertyNames()));
            told.put(SCHEDULED_AT, clock.instant().toString());
        }
        var name = trigger.event();
        var event = name == null ? null : types.find(name).orElse(null);
        if (event != null && event.aggregateType().equals(type)) {
            records.of(type).find(id).ifPresent(now -> tell(told, now, event.fields().keySet()));
            data.putObject(EVENT)
                    .put("name", event.name())
                    .put("aggregateType", type)
                    .put("aggregateId", id.toString())
                    .put("occurredAt", clock.instant().toString());
        }
        return data;
    }

    /** Why it would start nothing, though it were active; null where it would. */
    @Nullable
    String objection(Trigger trigger, ObjectNode data) {
        var question = new Comparisons.Question(trigger, trigger.filter(),
                new Scope(Map.of(TRIGGER, () -> data.path(TRIGGER), EVENT, () -> data.path(EVENT))), true);
        return comparisons.explain(List.of(question))
                .getFirst()
                .stream()
                .filter(one -> !Boolean.TRUE.equals(one.holds()))
                .findFirst()
                .map(TriedStart::sentence)
                .orElse(null);
    }

    private static String sentence(Explained one) {
        var comparison = one.comparison();
        if (comparison.isExpression()) {
            return "the filter's expression "
                    + (one.holds() == null ? "comes to no answer: " + one.reason() : "does not hold")
                    + ": " + comparison.value().asString();
        }
        var stated = comparison.value().isMissingNode() ? "" : " " + comparison.value();
        return "the filter's " + comparison.field() + " " + comparison.operator() + stated + " does not hold: "
                + (one.found().isMissingNode() || one.found().isNull()
                        ? "nothing is told of it"
                        : "it is " + one.found());
    }
}
