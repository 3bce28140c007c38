package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Step;

/** Changes fields of a record of any kind: of the one that the run is about unless it says otherwise. */
@Component
class UpdateRecordAction extends ChangingAction {

    private static final String SCHEMA = """
            {
              "description": "a record to change",
              "examples": [{ "type": "opportunity", "fields": { "stage": "Won" } },
                  { "type": "task", "id": "{{trigger.taskId}}", "fields": { "priority": "high" } }],
              "type": "object",
              "required": ["type", "fields"],
              "additionalProperties": false,
              "properties": {
                "type": { "enum": [%s], "description": "the kind of record" },
                "id": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the record of the kind that the run is about" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "fields": { "type": "object", "minProperties": 1, "maxProperties": 50,
                    "description": "what a merge patch of the record would state, texts with placeholders" }
              }
            }""";

    UpdateRecordAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "update_record";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records().types());
    }

    @Override
    String changed(Step step) {
        return step.config().path("type").asString();
    }

    @Override
    String id() {
        return "id";
    }
}
