package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepType;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.record.RecordRegistry;

/** Changes fields of a contact: the one that the run is about unless it says otherwise. */
@Component
class UpdateContactAction implements LocalAction {

    private final RecordRegistry records;

    UpdateContactAction(RecordRegistry records) {
        this.records = records;
    }

    @Override
    public StepType type() {
        return StepType.UPDATE_CONTACT;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = Template.fill(run.step().config(), run.scope());
        var prepared = Outcome.object();
        prepared.set("contactId", config.has("contactId") ? config.path("contactId") : run.scope().at("contact.id"));
        prepared.set("fields", config.path("fields"));
        return prepared;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var id = prepared.path("contactId").asString("");
        if (!id.matches("\\d{1,18}")) {
            return Outcome.failedForGood("there is no contact that this run is about");
        }
        records.of("contact").patch(Long.valueOf(id), (ObjectNode) prepared.path("fields"));
        return Outcome.done(run, Outcome.object().put("contactId", id));
    }
}
