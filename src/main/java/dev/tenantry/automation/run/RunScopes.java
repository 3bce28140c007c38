package dev.tenantry.automation.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Wordings;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * The values that a run's texts and conditions can name. A contact, company or opportunity is the one that the trigger's
 * data name by id, or that the opportunity or contact found so belongs to; each is read as it is now.
 */
@Component
class RunScopes {

    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final Wordings wordings;
    private final JsonMapper json;

    RunScopes(RecordRegistry records, RecordPermissions permissions, Wordings wordings,
            JsonMapper json) {
        this.records = records;
        this.permissions = permissions;
        this.wordings = wordings;
        this.json = json;
    }

    /** The run's next step. @param held what the run's publisher may do: nothing else is read */
    StepRun stepRun(RunState run, Set<String> held) {
        var trigger = run.document().trigger();
        return new StepRun(run.runId(), run.step(), trigger,
                RunStore.idempotencyKey(run.runId(), run.step().index()), of(run, held), wordings.of(trigger));
    }

    private Scope of(RunState run, Set<String> held) {
        var roots = new HashMap<String, Supplier<JsonNode>>();
        roots.put("trigger", () -> run.triggerData().path("trigger"));
        roots.put("event", () -> run.triggerData().path("event"));
        roots.put("workflow",
                () -> json.createObjectNode().put("id", run.workflowId().toString()).put("name", run.workflowName()));
        roots.put("run", () -> json.createObjectNode().put("id", Long.toString(run.runId())));
        var scope = new Scope[1];
        roots.put("opportunity", () -> record("opportunity", held, scope[0], List.of("trigger.opportunityId")));
        roots.put("contact",
                () -> record("contact", held, scope[0], List.of("trigger.contactId", "opportunity.contactId")));
        roots.put("company", () -> record("company", held, scope[0],
                List.of("trigger.companyId", "opportunity.companyId", "contact.companyId")));
        scope[0] = new Scope(Map.copyOf(roots));
        return scope[0];
    }

    /** @param paths where the id may stand, the first that has one wins */
    private JsonNode record(String type, Set<String> held, Scope scope, List<String> paths) {
        if (!held.contains(permissions.of(type, "read"))) {
            return MissingNode.getInstance();
        }
        return paths.stream()
                .map(path -> scope.at(path).asString(""))
                .filter(id -> id.matches("\\d{1,18}"))
                .findFirst()
                .flatMap(id -> records.of(type).find(Long.valueOf(id)))
                .map(JsonNode.class::cast)
                .orElse(MissingNode.getInstance());
    }
}
