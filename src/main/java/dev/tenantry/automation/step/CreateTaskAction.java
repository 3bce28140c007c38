package dev.tenantry.automation.step;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * Makes a task, about the records that the run is about unless it says otherwise: those of them that whoever published the
 * workflow may read.
 */
@Component
class CreateTaskAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "a task to make",
              "examples": [{ "title": "Call {{contact.name}}", "dueIn": "P1D" }],
              "type": "object",
              "required": ["title"],
              "additionalProperties": false,
              "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 500, "description": "text with placeholders" },
                "description": { "type": "string", "maxLength": 5000, "description": "text with placeholders" },
                "priority": { "enum": ["low", "normal", "high"], "description": "absent: normal" },
                "dueIn": { "$ref": "#/$defs/duration",
                    "description": "how long from the step on; absent: the task is never overdue" },
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
    private static final Map<String, String> ABOUT = Map.of("contactId", "contact.id", "companyId", "company.id",
            "opportunityId", "opportunity.id");
    private static final List<String> TEXTS = List.of("title", "description", "priority", "assigneeId");

    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final Clock clock;

    CreateTaskAction(RecordRegistry records, RecordPermissions permissions, Clock clock) {
        this.records = records;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "create_task";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var task = StepProperties.known(step.config());
        task.remove(OWN);
        faults.addAll(records.of(TASK).faults(task));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(permissions.of(TASK, "create"));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = Template.fill(run.step().config(), run.scope(), run.formatter(), records.of(TASK)::use);
        var task = Outcome.object();
        TEXTS.stream().filter(text -> isGiven(config.path(text))).forEach(text -> task.set(text, config.path(text)));
        if (config.has("dueIn")) {
            var dueAt = clock.instant().plus(Duration.parse(config.path("dueIn").asString()));
            task.put("dueAt", dueAt.toString());
        }
        ABOUT.forEach((property, path) -> {
            var id = config.has(property) ? config.path(property) : run.scope().at(path);
            if (isGiven(id)) {
                task.set(property, id);
            }
        });
        return StepProperties.fitted(task, config, records.of(TASK));
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        return made(run, records.of(TASK).create((ObjectNode) prepared));
    }

    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps) {
        var tasks = steps.stream().map(step -> (ObjectNode) step.config()).toList();
        var ids = records.of(TASK).createAll(tasks, (place, work) -> steps.get(place).run().during(work));
        var outcomes = new ArrayList<@Nullable Outcome>();
        for (var place = 0; place < steps.size(); place++) {
            var id = ids.get(place);
            outcomes.add(id == null ? null : made(steps.get(place).run(), id));
        }
        return outcomes;
    }

    private static Outcome made(StepRun run, Long task) {
        return Outcome.done(run, Outcome.object().put("taskId", task.toString()));
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull()
                && !(value.isString() && value.asString().isEmpty());
    }
}
