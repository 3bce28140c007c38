package dev.tenantry.automation.step;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;

/**
 * Makes a task, about the records that the run is about unless it says otherwise: those of them that whoever published the
 * workflow may read.
 */
@Component
class CreateTaskAction extends MakingAction {

    private static final String SCHEMA = """
            {
              "description": "a task to make",
              "examples": [{ "title": "Call {{contact.name}}", "dueIn": "P1D" }],
              "type": "object",
              "required": ["title"],
              "additionalProperties": false,
              "properties": {
                "title": %s,
                "description": %s,
                "priority": { "enum": ["low", "normal", "high"], "description": "absent: normal" },
                "dueIn": { "$ref": "#/$defs/duration",
                    "description": "how long from the step on; absent: the task is never overdue" },
                "recurrence": { "type": "string", "minLength": 1, "maxLength": 500,
                    "description": "how it comes again once it is done, FREQ=WEEKLY;BYDAY=MO; with dueIn" },
                "projectId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "the project that it is for; absent: none, or the milestone's" },
                "milestoneId": { "type": "string", "minLength": 1, "maxLength": 200, "description": "a milestone of the project" },
                "parentId": { "type": "string", "minLength": 1, "maxLength": 200, "description": "the task of which it is a part" },
                "tooLong": { "$ref": "#/$defs/tooLong" },
                "contactId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the contact that the run is about" },
                "companyId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the company that the run is about" },
                "opportunityId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "absent: the opportunity that the run is about" },
                "assigneeId": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "the member who is to do it; absent: nobody" }
              }
            }""";

    private static final String TASK = "task";
    /** What is the step's and not the task's. */
    private static final List<String> OWN = List.of("dueIn", "tooLong");
    private static final List<String> TEXTS = List.of("title", "description", "priority", "assigneeId", "recurrence",
            "projectId", "milestoneId", "parentId");

    private final Clock clock;

    CreateTaskAction(RecordSteps records, Clock clock) {
        super(records);
        this.clock = clock;
    }

    @Override
    public String type() {
        return "create_task";
    }

    @Override
    public String schema() {
        return SCHEMA.formatted(records().text(TASK, "title"), records().text(TASK, "description"));
    }

    @Override
    String made(Step step) {
        return TASK;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var task = ((ObjectNode) step.config()).deepCopy();
        if (task.has("dueIn")) {
            task.put("dueAt", clock.instant().toString());
        }
        records().check(TASK, task.without(OWN), faults);
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records().requireReferences(TASK, step.config(), needed);
    }

    @Override
    ObjectNode stated(StepRun run, JsonNode config) {
        var task = Outcome.object();
        TEXTS.stream()
                .filter(text -> RecordSteps.isGiven(config.path(text)))
                .forEach(text -> task.set(text, config.path(text)));
        if (config.has("dueIn")) {
            var dueAt = clock.instant().plus(Duration.parse(config.path("dueIn").asString()));
            task.put("dueAt", dueAt.toString());
        }
        addAbout(task, config, run);
        return task;
    }
}
