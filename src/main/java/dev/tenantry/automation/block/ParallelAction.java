package dev.tenantry.automation.block;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Nesting;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** Carries out branches side by side, each as a run of its own, and goes on once as many of them have succeeded as it says. */
@Component
class ParallelAction implements DelegatedAction, PartedAction {

    private static final String SCHEMA = """
            {
              "description": "branches that are carried out side by side, each as a run of its own (GET /workflow-runs?filter=parentRunId[eq]:…). Their steps name what steps before have come to, not one another's, and jump within their branch; a variable that they set is theirs alone. The result has succeeded, how many have, and branches, by their names or places: runId, status, and result, that of the branch's last step, or error",
              "examples": [{ "branches": [{ "name": "call", "steps": [{ "type": "create_task", "config": { "title": "Call" } }] },
                  { "steps": [{ "type": "create_task", "config": { "title": "Write" } }] }], "join": "all" }],
              "type": "object",
              "required": ["branches"],
              "additionalProperties": false,
              "properties": {
                "branches": { "type": "array", "minItems": 1, "maxItems": 20, "description": "what is done side by side",
                    "items": { "type": "object", "required": ["steps"], "additionalProperties": false, "properties": {
                        "name": { "type": "string", "maxLength": 50, "pattern": "^[a-z][a-z0-9_-]{0,49}$", "description": "what the result calls the branch, such as call-back; absent: its place, counted from 0" },
                        "steps": { "type": "array", "minItems": 1, "maxItems": 100, "items": { "$ref": "#/$defs/step" },
                            "description": "what the branch does; their ids differ from all others of the workflow" } } } },
                "join": { "anyOf": [{ "enum": ["all", "any"] }, { "type": "integer", "minimum": 1, "maximum": 20 }],
                    "description": "when the run goes on: once all branches have succeeded, any one of them, or so many; those that are not needed any more are cancelled. Where too many have failed for that, the step fails once the others have ended; whoever tries its run again goes on with those alone that failed or were cancelled. Absent: all" }
              }
            }""";
    private static final String BRANCHES = "branches";
    private static final String JOIN = "join";
    private static final String NAME = "name";

    private final ChildRuns children;

    ParallelAction(ChildRuns children) {
        this.children = children;
    }

    @Override
    public String type() {
        return Nesting.PARALLEL;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        var names = new HashMap<String, Integer>();
        var branches = step.config().path(BRANCHES);
        for (var index = 0; index < branches.size(); index++) {
            var taken = names.putIfAbsent(name(step, index), index);
            if (taken != null) {
                faults.at(BRANCHES)
                        .at(index)
                        .at(NAME)
                        .add("not-unique", "branches[" + taken + "] is called so already");
            }
        }
        if (needed(step) > branches.size()) {
            faults.at(JOIN).add("out-of-range", "there are " + branches.size() + " branches");
        }
    }

    @Override
    public Type resultType(Step step) {
        var branches = new LinkedHashMap<String, Type>();
        for (var index = 0; index < step.config().path(BRANCHES).size(); index++) {
            branches.put(name(step, index), PartResult.class);
        }
        return new Shapes.Members(Map.of("succeeded", Integer.class, BRANCHES, new Shapes.Members(branches)));
    }

    /** Those within have their own. */
    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Set<String> reads(Step step) {
        return Set.of();
    }

    @Override
    public JsonNode prepare(StepRun run) {
        return Outcome.object().put(JOIN, needed(run.step()));
    }

    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        var step = run.step();
        if (children.of(run.runId(), step).begun() > 0) {
            children.retry(run.runId(), step);
        } else {
            var parts = parts(step, prepared);
            var objection = children.objection(run.runId(), parts.size());
            if (objection != null) {
                throw ProblemException.conflict(objection);
            }
            children.start(run.runId(), step, parts, List.of());
        }
    }

    @Override
    public List<ChildRuns.Part> parts(Step step, JsonNode prepared) {
        return IntStream.range(0, step.config().path(BRANCHES).size())
                .mapToObj(index -> new ChildRuns.Part(index, Nesting.branch(index), Outcome.object(), null))
                .toList();
    }

    @Override
    public int mostTried() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isSideBySide(Step step) {
        return true;
    }

    @Override
    public boolean failsWith(Step step, int tried, int failed) {
        return tried - failed < needed(step);
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var standing = children.of(runId, step);
        if (standing.succeeded() >= needed(step)) {
            if (standing.alive() > 0) {
                children.cancel(runId, step, "the other branches are enough");
            }
            return done(runId, step, standing);
        }
        if (standing.alive() > 0) {
            return standing.awaited();
        }
        var done = done(runId, step, standing);
        return new Delegation.Failed(1,
                standing.failure(standing.wrong() == null ? "" : called(step, standing.wrong())),
                Stream.of(done.subjects(), children.subjectsOfFailed(runId, step)).flatMap(Collection::stream).toList(),
                done.result());
    }

    @Override
    public String called(Step step, int part) {
        return name(step, part);
    }

    private static int needed(Step step) {
        var join = step.config().path(JOIN);
        return join.isNumber()
                ? join.asInt()
                : join.asString("").equals("any") ? 1 : step.config().path(BRANCHES).size();
    }

    private static String name(Step step, int index) {
        return step.config().path(BRANCHES).path(index).path(NAME).asString(Integer.toString(index));
    }

    private Delegation.Done done(long runId, Step step, ChildRuns.Standing standing) {
        var result = Outcome.object().put("succeeded", standing.succeeded());
        var branches = result.putObject(BRANCHES);
        var subjects = new HashSet<String>();
        for (var one : children.results(runId, step, standing.begun())) {
            branches.set(name(step, one.part()), PartResult.json(one));
            subjects.addAll(one.subjects());
        }
        return new Delegation.Done(result, subjects, null);
    }
}
