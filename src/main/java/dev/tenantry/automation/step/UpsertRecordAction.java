package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.record.Upsert;

/** Finds a record by what identifies it, and makes one where there is none: what is prepared is {@code {"fields":{…}}}. */
@Component
class UpsertRecordAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "a record that is to be there: the one that a field identifies, or a new one. The result has its id, such as contactId, and outcome: created, updated or unchanged",
              "examples": [{ "type": "contact", "by": "email", "fields": { "email": "ada@example.com", "name": "{{trigger.name}}" } },
                  { "type": "company", "by": "name", "existing": "keep", "fields": { "name": "{{trigger.employer}}" } }],
              "type": "object",
              "required": ["type", "by", "fields"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record" },
                "by": { "type": "string", "maxLength": 50, "description": "the one of the fields by whose value it is found, as an upsert does: %s. The step fails where that has no value, or several records have it" },
                "existing": { "enum": ["change", "keep"], "description": "what becomes of a record that is there: it is changed to what the fields state, or stays as it is; absent: change" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "fields": { "type": "object", "minProperties": 1, "maxProperties": 50,
                    "description": "what a request that creates the record would state, texts with placeholders; one that is but a placeholder of nothing is absent, and leaves what is there as it is" }
              }
            }""";
    private static final String TYPE = "type";
    private static final String BY = "by";
    private static final String FIELDS = "fields";

    private final RecordSteps records;

    UpsertRecordAction(RecordSteps records) {
        this.records = records;
    }

    @Override
    public String type() {
        return "upsert_record";
    }

    @Override
    public String schema() {
        var keys = records.keys();
        return SCHEMA.formatted(RecordSteps.names(keys.keySet()), keys.entrySet()
                .stream()
                .map(key -> "of the kind " + key.getKey() + " " + String.join(" or ", key.getValue()))
                .collect(Collectors.joining(", ")));
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of(records.reference(made(step)), String.class, "outcome", String.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of("create", "update", "read")
                .stream()
                .map(action -> records.permission(made(step), action))
                .collect(Collectors.toSet());
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var type = made(step);
        var fields = step.config().path(FIELDS);
        var keys = records.of(type).identifiedBy();
        if (!keys.contains(by(step))) {
            faults.at(BY).add("unknown", "a record of the kind " + type + " is found by " + String.join(" or ", keys));
        } else if (!fields.has(by(step))) {
            faults.at(FIELDS).at(by(step)).add("required", "the record is found by it");
        }
        records.check(type, fields, faults.at(FIELDS));
        faults.at(FIELDS).addAll(records.of(type).lacking(Set.copyOf(fields.propertyNames())));
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records.requireReferences(made(step), step.config().path(FIELDS), needed.at(FIELDS));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = records.filled(run, made(run.step()));
        var fields = StepProperties.fitted(StepProperties.told(run.step().config().path(FIELDS), config.path(FIELDS)),
                config, records.of(made(run.step())));
        return Outcome.object().set(FIELDS, fields);
    }

    @Override
    public @Nullable String objection(Step step, JsonNode prepared) {
        return key(step, prepared).isBlank() ? "there is no " + by(step) + " to find the record by" : null;
    }

    @Override
    public void foresee(StepRun run, JsonNode prepared) {
        var type = made(run.step());
        var fields = (ObjectNode) prepared.path(FIELDS);
        records.foresee(type, fields);
        if (records.isMissing(type, by(run.step()), key(run.step(), prepared))) {
            records.of(type).foresee(null, fields);
        }
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var objection = objection(run.step(), prepared);
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        var key = key(run.step(), prepared);
        var isKept = run.step().config().path("existing").asString("").equals("keep");
        var upsert = new Upsert(Map.of(by(run.step()), key), (ObjectNode) prepared.path(FIELDS),
                (stated, present) -> isKept && present != null ? Outcome.object() : stated, false);
        return switch (records.of(made(run.step())).upsert(List.of(upsert)).getFirst()) {
            case Upsert.Created(var id) -> done(run, id, "created");
            case Upsert.Updated(var id) -> done(run, id, "updated");
            case Upsert.Unchanged(var id) -> done(run, id, "unchanged");
            case Upsert.Refused(var problem) -> throw problem;
        };
    }

    /** What they are found by is claimed at once, in the order in which others claim it, too. */
    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        if (!steps.isEmpty()) {
            var step = steps.getFirst().run().step();
            records.of(made(step))
                    .claim(Map.of(by(step), steps.stream()
                            .map(one -> key(one.run().step(), one.config()))
                            .filter(key -> !key.isBlank())
                            .collect(Collectors.toSet())));
        }
        return LocalAction.super.performAll(steps, hasTime);
    }

    @Override
    public boolean isUndoneByRefusal() {
        return true;
    }

    private Outcome done(StepRun run, Long id, String outcome) {
        return Outcome.done(run,
                Outcome.object().put(records.reference(made(run.step())), id.toString()).put("outcome", outcome));
    }

    private static String key(Step step, JsonNode prepared) {
        return prepared.path(FIELDS).path(by(step)).asString("");
    }

    private static String made(Step step) {
        return step.config().path(TYPE).asString();
    }

    private static String by(Step step) {
        return step.config().path(BY).asString();
    }
}
