package dev.tenantry.automation.block;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** Carries out another workflow, and waits for its end unless it is not to. */
@Component
class SubWorkflowAction implements DelegatedAction, CarryingAction {

    private static final String SCHEMA = """
            {
              "description": "another workflow of the organization, whose current version is carried out with the rights of whoever published that one; whoever writes, publishes, starts or looks at runs of this one needs them, too. It is to be active, whatever its trigger, and its enrolment holds as for a start by hand: where that has the run wait, this one waits with it; where it lets it not in, there is a run of the status turned_away that says why, and the step fails, unless wait is false. What would wait for a place that a run may have which waits for it fails and says so. The result has runId, status, and of one that was waited for, summary, its result summary, and result: what it answers, the body of its respond step, or where it has none, the result of its last step. The examples take the id of one that there is",
              "examples": [{ "workflowId": "01890a5d-ac96-774b-bcce-b302099a8057", "input": { "contactId": "{{contact.id}}" } },
                  { "workflowId": "01890a5d-ac96-774b-bcce-b302099a8057", "wait": false }],
              "type": "object",
              "required": ["workflowId"],
              "additionalProperties": false,
              "properties": {
                "workflowId": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "description": "the id of a workflow" },
                "input": { "type": "object", "maxProperties": 50, "additionalProperties": true, "description": "what its steps find under trigger: values and texts with placeholders; one that is but a placeholder becomes the value there; the step fails where contactId, companyId or opportunityId is of none that there is, unless whoever published the workflow may not read such" },
                "wait": { "type": "boolean", "description": "whether this run goes on once that one has succeeded, fails where it does, and is cancelled with it; false: it goes on at once, whatever becomes of that one. Absent: true" }
              }
            }""";
    private static final String WORKFLOW = "workflowId";
    private static final String INPUT = "input";

    private record SubWorkflowResult(String runId, String status, String error, JsonNode result, JsonNode summary) {}

    private final ChildRuns children;
    private final SubWorkflows workflows;

    SubWorkflowAction(ChildRuns children, SubWorkflows workflows) {
        this.children = children;
        this.workflows = workflows;
    }

    @Override
    public String type() {
        return "sub_workflow";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.at(INPUT).templates(step.config().path(INPUT));
        if (faults.at(WORKFLOW).maySee("workflows:read") && !workflows.exists(workflow(step))) {
            faults.at(WORKFLOW).add("unknown-reference", "there is no such workflow");
        }
    }

    @Override
    public Type resultType(Step step) {
        return SubWorkflowResult.class;
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of("workflows:run");
    }

    @Override
    public Set<UUID> workflows(Step step) {
        return Set.of(workflow(step));
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        needed.at(WORKFLOW).add(new CalledWorkflows.Needed(workflow(step)));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.step().config();
        var input = run.filled(config.has(INPUT) ? config.path(INPUT) : Outcome.object());
        DocumentSize.INPUT.check(INPUT, input);
        return Outcome.object().put(WORKFLOW, config.path(WORKFLOW).asString()).set(INPUT, input);
    }

    /** Where the other one failed and this one is tried again, both go on; where its enrolment let it not in, it is asked once more. */
    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        var step = run.step();
        var standing = children.of(run.runId(), step);
        if (standing.begun() > standing.turnedAway()) {
            children.retry(run.runId(), step);
        } else {
            demandRoom(run);
            workflows.start(run.runId(), step, workflow(step), prepared.path(INPUT), isAwaited(step));
        }
    }

    private void demandRoom(StepRun run) {
        var objection = children.objection(run.runId(), 1);
        if (objection != null) {
            throw ProblemException.conflict(objection);
        }
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var standing = children.of(runId, step);
        if (isAwaited(step) && standing.alive() > 0) {
            return standing.awaited();
        }
        var other = children.results(runId, step, 1).getFirst();
        if (isAwaited(step) && standing.failed() > 0) {
            return new Delegation.Failed(1, "run " + other.runId() + " of the other workflow: " + standing.error(),
                    children.subjectsOfFailed(runId, step));
        }
        var result = PartResult.json(other);
        if (isAwaited(step) && other.summary() != null) {
            result.set("summary", other.summary());
        }
        return new Delegation.Done(result, other.subjects(), null);
    }

    @Override
    public boolean isAwaited(Step step) {
        return step.config().path("wait").asBoolean(true);
    }

    @Override
    public UUID workflow(Step step) {
        return UUID.fromString(step.config().path(WORKFLOW).asString());
    }

    @Override
    public JsonNode input(JsonNode prepared) {
        return prepared.path(INPUT);
    }
}
