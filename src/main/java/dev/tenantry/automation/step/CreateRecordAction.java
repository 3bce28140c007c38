package dev.tenantry.automation.step;

import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;

/** Makes a record of any kind, of which the step states all that it is. */
@Component
class CreateRecordAction extends MakingAction {

    private static final String SCHEMA = """
            {
              "description": "a record to make",
              "examples": [{ "type": "opportunity", "fields": { "name": "Renewal of {{company.name}}", "companyId": "{{company.id}}" } }],
              "type": "object",
              "required": ["type", "fields"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "fields": { "type": "object", "minProperties": 1, "maxProperties": 50,
                    "description": "what a request that creates the record would state, texts with placeholders; one that is but a placeholder of nothing is absent" }
              }
            }""";
    private static final String FIELDS = "fields";

    CreateRecordAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "create_record";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records().types());
    }

    @Override
    String made(Step step) {
        return step.config().path("type").asString();
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var fields = step.config().path(FIELDS);
        records().check(made(step), fields, faults.at(FIELDS));
        faults.at(FIELDS).addAll(records().of(made(step)).lacking(Set.copyOf(fields.propertyNames())));
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records().requireReferences(made(step), step.config().path(FIELDS), needed.at(FIELDS));
    }

    @Override
    ObjectNode stated(StepRun run, JsonNode config) {
        return (ObjectNode) config.path(FIELDS);
    }
}
