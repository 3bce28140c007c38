package dev.tenantry.automation.step;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepType;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.record.RecordRegistry;

/** Makes a task, about the records that the run is about unless it says otherwise. */
@Component
class CreateTaskAction implements LocalAction {

    private static final Map<String, String> ABOUT = Map.of("contactId", "contact.id", "companyId", "company.id",
            "opportunityId", "opportunity.id");
    private static final List<String> TEXTS = List.of("title", "description", "priority", "assigneeId");

    private final RecordRegistry records;
    private final Clock clock;

    CreateTaskAction(RecordRegistry records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public StepType type() {
        return StepType.CREATE_TASK;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = Template.fill(run.step().config(), run.scope());
        var task = Outcome.object();
        TEXTS.stream().filter(text -> isGiven(config.path(text))).forEach(text -> task.set(text, config.path(text)));
        if (config.has("dueIn")) {
            task.put("dueAt", clock.instant().plus(Duration.parse(config.path("dueIn").asString())).toString());
        }
        ABOUT.forEach((property, path) -> {
            var id = config.has(property) ? config.path(property) : run.scope().at(path);
            if (isGiven(id)) {
                task.set(property, id);
            }
        });
        return task;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var task = records.of("task").create((ObjectNode) prepared);
        return Outcome.done(run, Outcome.object().put("taskId", task.toString()));
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !value.asString("").isEmpty();
    }
}
