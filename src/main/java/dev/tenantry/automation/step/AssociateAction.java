package dev.tenantry.automation.step;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;

/** Has a record refer to another one: an opportunity to its company. */
@Component
class AssociateAction extends ChangingAction {

    private static final String SCHEMA = """
            {
              "description": "a record that is to refer to another one",
              "examples": [{ "type": "opportunity", "with": "company", "withId": "{{contact.companyId}}" }],
              "type": "object",
              "required": ["type", "with"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record that refers" },
                "id": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the record of the kind that the run is about" },
                "with": { "enum": [%s], "description": "the kind of record that is referred to" },
                "withId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the record of that kind that the run is about" }
              }
            }""";
    private static final String WITH = "with";
    private static final String WITH_ID = "withId";

    AssociateAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "associate";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records().types(), RecordSteps.subjects());
    }

    @Override
    String changed(Step step) {
        return step.config().path("type").asString();
    }

    @Override
    String id() {
        return "id";
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var with = with(step);
        records().checkId(step.config().path(id()), changed(step), faults.at(id()));
        records().checkId(step.config().path(WITH_ID), with, faults.at(WITH_ID));
        var reference = Outcome.object().put(records().reference(with), 1);
        if (!records().of(changed(step)).faults(reference).isEmpty()) {
            faults.at(WITH).add("unknown", "no " + changed(step) + " refers to one of the kind " + with);
        }
    }

    @Override
    public Set<String> implied(Step step) {
        var paths = new HashSet<>(super.implied(step));
        if (!step.config().has(WITH_ID)) {
            paths.add(records().path(with(step)));
        }
        return paths;
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        super.require(step, needed);
        records().require(step.config().path(WITH_ID), with(step), needed.at(WITH_ID));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var with = with(run.step());
        var config = records().filled(run, changed(run.step()));
        var other = config.has(WITH_ID) ? config.path(WITH_ID) : run.scope().at(records().path(with));
        return prepared(run, config, Outcome.object().set(records().reference(with), other));
    }

    @Override
    public @Nullable String objection(Step step, JsonNode prepared) {
        var with = with(step);
        return RecordSteps.isId(prepared.at("/fields/" + records().reference(with)))
                ? super.objection(step, prepared)
                : "there is no " + with + " to associate with";
    }

    private static String with(Step step) {
        return step.config().path(WITH).asString();
    }
}
