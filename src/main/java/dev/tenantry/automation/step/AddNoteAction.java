package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
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
                "body": %s,
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
    private static final String BODY = "body";

    AddNoteAction(RecordSteps records) {
        super(records);
    }

    @Override
    public String type() {
        return "add_note";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records().text(NOTE, BODY));
    }

    @Override
    String made(Step step) {
        return NOTE;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        records().check(NOTE, ((ObjectNode) step.config()).deepCopy().without("tooLong"), faults);
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records().requireReferences(NOTE, step.config(), needed);
    }

    @Override
    ObjectNode stated(StepRun run, JsonNode config) {
        var note = Outcome.object();
        note.set(BODY, config.path(BODY));
        addAbout(note, config, run);
        return note;
    }
}
