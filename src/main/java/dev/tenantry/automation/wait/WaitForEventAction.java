package dev.tenantry.automation.wait;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.EventFilter;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;

/** Waits for an event that tells a certain value, for as long as it says. */
@Component
class WaitForEventAction implements DelegatedAction {

    private static final String SCHEMA = """
            {
              "description": "an event to wait for, of those that are committed from when the run comes to the step, or of those since it began, each of which it is told once; the result is what it tells, {{steps.wait.result.name}}, with its eventId, and of a time that is over timedOut, true",
              "examples": [{ "event": "contact.updated", "match": { "field": "event.aggregateId", "value": "{{trigger.contactId}}" }, "timeout": "P7D" },
                  { "event": "task.completed", "match": { "field": "trigger.contactId", "value": "{{contact.id}}" }, "timeout": "P1D", "onTimeout": "end" },
                  { "event": "opportunity.stage-changed", "match": { "field": "event.aggregateId", "value": "{{opportunity.id}}" }, "filter": [{ "field": "trigger.stage", "operator": "eq", "value": "Won" }], "timeout": "P7D" }],
              "type": "object",
              "required": ["event", "match", "timeout"],
              "additionalProperties": false,
              "properties": {
                "event": { "$ref": "#/$defs/eventName" },
                "match": { "type": "object", "required": ["field", "value"], "additionalProperties": false, "description": "what the event is to tell",
                    "properties": {
                        "field": { "type": "string", "maxLength": 200, "pattern": "^(trigger|event)(\\\\.[A-Za-z0-9_-]+){1,9}$", "description": "the path of a value of the event: event.aggregateId, the id of the record that it is about, or what it tells besides, such as trigger.contactId" },
                        "value": { "type": "string", "minLength": 1, "maxLength": 1000, "description": "what stands there as the API has it, of at most 200 characters: a text with placeholders of the run's own values" } } },
                "filter": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "$ref": "#/$defs/comparison" }, "description": "what the event is to tell besides, as the filter of a trigger: all of them must hold, and they name what the event tells, trigger.amount.amount, and nothing of the run; one that comes to no answer does not hold; a tag may be called by its name there, too" },
                "since": { "enum": ["step", "start"], "description": "from when on: when the run comes to the step; or since the run's beginning, which for one that an event began is that event, as far as events are kept; the step fails where the organization has had more than 20,000 events since, and what took longer than a minute to be committed can be missed. Absent: step" },
                "timeout": { "$ref": "#/$defs/duration" },
                "onTimeout": { "$ref": "#/$defs/stepReference", "description": "the step that follows where none has come in that time: its id or its place; absent: the step fails" }
              }
            }""";
    static final String TYPE = "wait_for_event";
    /** What stands before a value that the event tells itself. */
    static final String TRIGGER = "trigger.";

    private static final String EVENT = "event";
    private static final String MATCH = "match";
    private static final String FIELD = "field";
    private static final String VALUE = "value";
    private static final String FILTER = "filter";
    private static final String TIMEOUT = "timeout";
    private static final String ON_TIMEOUT = "onTimeout";
    private static final String TIMED_OUT = "timedOut";
    /** Where nobody has woken the run though the event has come, as that instance has died just then. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Waits waits;
    private final EarlierEvents earlier;
    private final EventFilter filters;
    private final EventTypes events;
    private final RecordPermissions permissions;

    WaitForEventAction(Waits waits, EarlierEvents earlier, EventFilter filters, EventTypes events,
            RecordPermissions permissions) {
        this.filters = filters;
        this.waits = waits;
        this.earlier = earlier;
        this.events = events;
        this.permissions = permissions;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        var match = step.config().path(MATCH);
        faults.at(MATCH).at(VALUE).templates(match.path(VALUE));
        var field = match.path(FIELD).asString();
        events.find(step.config().path(EVENT).asString()).ifPresentOrElse(type -> {
            var told = type.fields().keySet();
            if (field.startsWith(TRIGGER) && !told.contains(field.split("\\.")[1])) {
                faults.at(MATCH).at(FIELD).add("unknown", "the event tells " + told);
            }
            filters.check(Trigger.ofEvent(step.config()), faults);
        }, () -> faults.at(EVENT).add("unknown", "there is no such event"));
    }

    @Override
    public Type resultType(Step step) {
        return events.find(step.config().path(EVENT).asString()).<Type>map(type -> {
            var members = new LinkedHashMap<>(type.fields());
            members.put(Waits.EVENT_ID, String.class);
            members.put(TIMED_OUT, Boolean.class);
            return new Shapes.Members(members);
        }).orElse(Shapes.ANYTHING);
    }

    /** An event tells of a record. */
    @Override
    public Set<String> permissions(Step step) {
        return events.find(step.config().path(EVENT).asString())
                .map(type -> Set.of(permissions.of(type.aggregateType(), "read")))
                .orElse(Set.of());
    }

    @Override
    public Set<String> reads(Step step) {
        return Template.roots(step.config().path(MATCH).path(VALUE));
    }

    /** A value is no text for people here. */
    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.step().config();
        var prepared = (ObjectNode) run.filled(((ObjectNode) config).deepCopy().without(FILTER));
        if (config.has(FILTER)) {
            // It is meant literally, as a trigger's is.
            prepared.set(FILTER, config.path(FILTER));
        }
        var value = prepared.path(MATCH).path(VALUE).asString("");
        if (value.isBlank() || value.length() > EventKeys.LONGEST) {
            throw ProblemException.invalid(MATCH + "." + VALUE, "out-of-range",
                    "the value to wait for has 1 to " + EventKeys.LONGEST + " characters, and not " + value.length());
        }
        return prepared;
    }

    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        var match = prepared.path(MATCH);
        var awaited = new Awaited(prepared.path(EVENT).asString(), match.path(FIELD).asString(),
                match.path(VALUE).asString(""), prepared.path(FILTER));
        var timeout = Duration.parse(prepared.path(TIMEOUT).asString());
        if (prepared.path(EarlierEvents.SINCE).asString("").equals("start")) {
            earlier.begin(run.runId(), awaited, timeout);
        } else {
            waits.begin(run.runId(), awaited, timeout);
        }
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var wait = waits.of(runId);
        if (wait.payload() != null) {
            waits.end(runId, true);
            return new Delegation.Done(wait.payload(), wait.subject() == null ? List.of() : List.of(wait.subject()),
                    null);
        }
        if (wait.pause().isPositive()) {
            return new Delegation.Waiting(wait.expiresAt(),
                    wait.pause().compareTo(LOOK_AGAIN) < 0 ? wait.pause() : LOOK_AGAIN);
        }
        if (!waits.end(runId, false)) {
            return new Delegation.Waiting(null, Duration.ZERO);
        }
        return step.config().has(ON_TIMEOUT)
                ? new Delegation.Done(Outcome.object().put(TIMED_OUT, true), List.of(), step.target(ON_TIMEOUT))
                : new Delegation.Failed(1, none(step));
    }

    @Override
    public Outcome rehearsed(StepRun run, JsonNode result) {
        if (!result.path(TIMED_OUT).asBoolean(false)) {
            return Outcome.done(run, result);
        }
        return run.step().config().has(ON_TIMEOUT)
                ? new Outcome.Done(result, run.step().target(ON_TIMEOUT))
                : Outcome.failedForGood(none(run.step()));
    }

    private static String none(Step step) {
        return "no " + step.config().path(EVENT).asString() + " came within " + step.config().path(TIMEOUT).asString();
    }
}
