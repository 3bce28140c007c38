package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;

/** Writes a note, about the records that the run is about unless it says otherwise. */
@Component
class AddNoteAction extends MakingAction {

    private static final String SCHEMA = """
            {
              "description": "a note to keep with a record",
              "examples": [{ "body": "Asked for {{trigger.product}}" }],
              "type": "object",
              "required": ["body"],
              "additionalProperties": false,
              "properties": {
                "body": { "type": "string", "minLength": 1, "maxLength": 10000, "description": "text with placeholders" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "contactId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the contact that the run is about" },
                "companyId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the company that the run is about" },
                "opportunityId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the opportunity that the run is about" }
              }
            }""";
    private static final String NOTE = "note";

    AddNoteAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "add_note";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    String made(Step step) {
        return NOTE;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var note = StepProperties.known(step.config());
        note.remove("tooLong");
        records().checkValues(NOTE, note, faults);
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = records().filled(run, NOTE);
        var note = Outcome.object();
        note.set("body", config.path("body"));
        addAbout(note, config, run);
        return StepProperties.fitted(note, config, records().of(NOTE));
    }
}
