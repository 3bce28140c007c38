package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Step;

/** Changes fields of a contact: the one that the run is about unless it says otherwise. */
@Component
class UpdateContactAction extends ChangingAction {

    private static final String SCHEMA = """
            {
              "description": "a contact to change",
              "examples": [{ "fields": { "jobTitle": "{{trigger.jobTitle}}" } }],
              "type": "object",
              "required": ["fields"],
              "additionalProperties": false,
              "properties": {
                "contactId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the contact that the run is about" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "fields": { "type": "object", "minProperties": 1, "maxProperties": 50,
                    "description": "what a merge patch of the contact would state, texts with placeholders" }
              }
            }""";

    UpdateContactAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "update_contact";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    String changed(Step step) {
        return "contact";
    }

    @Override
    String id() {
        return "contactId";
    }
}
