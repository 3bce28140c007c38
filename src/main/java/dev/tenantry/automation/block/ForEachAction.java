package dev.tenantry.automation.block;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Nesting;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.step.DelegatedAction;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.RecordItems;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** Carries out its steps for each item of a list, so many at a time; each as a run of its own. */
@Component
class ForEachAction implements DelegatedAction, PartedAction {

    private static final String SCHEMA = """
            {
              "description": "steps that are carried out for each item of a list, each time as a run of its own (GET /workflow-runs?filter=parentRunId[eq]:…). They name the item and its place, {{item.name}} and {{index}}, and what steps before have come to, and jump among themselves; a variable that they set is theirs alone. The result has total, succeeded and failed, and results, of the first 100 items: index, runId, status, and result, that of the item's last step",
              "examples": [{ "items": "trigger.lines", "steps": [{ "type": "create_task", "config": { "title": "Pack {{item.name}}" } }] },
                  { "items": ["north", "south"], "as": "region", "concurrency": 2, "onError": "continue", "steps": [{ "type": "create_task", "config": { "title": "{{index}}: {{region}}" } }] }],
              "type": "object",
              "required": ["items", "steps"],
              "additionalProperties": false,
              "properties": {
                "items": { "type": ["string", "array"], "minLength": 1, "maxLength": 200, "maxItems": 1000,
                    "description": "the path of a list, trigger.lines or {{trigger.lines}}, or the list itself; the step fails, with nothing begun, where there is no list or it has more than 1,000 items" },
                "as": { "type": "string", "maxLength": 30, "pattern": "^[a-z][A-Za-z0-9_]*$",
                    "description": "what the steps call the item, a name such as line that begins in lower case; absent: item" },
                "steps": { "type": "array", "minItems": 1, "maxItems": 100, "items": { "$ref": "#/$defs/step" },
                    "description": "what is done for each item; their ids differ from all others of the workflow" },
                "concurrency": { "type": "integer", "minimum": 1, "maximum": 20, "description": "how many items at a time; absent: 1, one after the other" },
                "onError": { "enum": ["fail", "continue"],
                    "description": "what becomes of the step where that of an item fails: no further one is begun, and it fails once those under way have ended (whoever tries its run again goes on with those that failed or were cancelled, and with what had not begun); or it goes on, and counts them. Absent: fail" }
              }
            }""";
    private static final String ITEMS = "items";
    private static final String AS = "as";
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_SHOWN = 100;
    private static final int MOST_TRIED = 5;

    private record ForEachResult(int total, int succeeded, int failed, List<Item> results) {}

    private record Item(int index, String runId, String status, String error, JsonNode result) {}

    private final ChildRuns children;

    ForEachAction(ChildRuns children) {
        this.children = children;
    }

    @Override
    public String type() {
        return Nesting.FOR_EACH;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        var items = step.config().path(ITEMS);
        if (items.isString() && !Template.isOpen(items)) {
            faults.at(ITEMS).path(items.asString());
        } else {
            faults.at(ITEMS).templates(items);
        }
        var name = step.config().path(AS).asString(Nesting.ITEM);
        if (name.equals(Nesting.INDEX) || !name.equals(Nesting.ITEM) && faults.isKnown(name)) {
            faults.at(AS).add("not-unique", "this is what something else is called already");
        }
    }

    @Override
    public Type resultType(Step step) {
        return ForEachResult.class;
    }

    /** Those within have their own. */
    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Set<String> reads(Step step) {
        return new HashSet<>(Template.roots(items(step)));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var items = run.filled(items(run.step()));
        if (!items.isArray()) {
            throw ProblemException.invalid(ITEMS, "type-mismatch", "this is no list");
        }
        if (items.size() > MOST_ITEMS) {
            throw ProblemException.invalid(ITEMS, "max-items",
                    "these are " + items.size() + " items, and there can be " + MOST_ITEMS);
        }
        var objection = children.objection(run.runId(), items.size());
        if (objection != null) {
            throw ProblemException.invalid(ITEMS, "max-items", objection);
        }
        return Outcome.object().set(ITEMS, items);
    }

    private static JsonNode items(Step step) {
        var items = step.config().path(ITEMS);
        return items.isString() && !Template.isOpen(items)
                ? Outcome.object().textNode("{{" + items.asString().strip() + "}}")
                : items;
    }

    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        children.retry(run.runId(), run.step());
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var items = prepared.path(ITEMS);
        var standing = children.of(runId, step);
        var goesOn = standing.failed() == 0 || continues(step);
        var from = standing.begun();
        var to = Math.min(items.size(), from + step.config().path("concurrency").asInt(1) - standing.alive());
        var objection = goesOn && to > from ? children.objection(runId, to - from) : null;
        if (goesOn && to > from && objection == null) {
            children.start(runId, step, IntStream.range(from, to).mapToObj(index -> part(step, items, index)).toList(),
                    RecordItems.subjects(items));
            return standing.awaited();
        }
        if (standing.alive() > 0) {
            return standing.awaited();
        }
        if (objection != null) {
            return new Delegation.Failed(1, objection);
        }
        var done = done(runId, step, standing);
        return goesOn
                ? done
                : new Delegation.Failed(1, standing.failure(String.valueOf(standing.wrong())),
                        Stream.of(done.subjects(), children.subjectsOfFailed(runId, step))
                                .flatMap(Collection::stream)
                                .toList(),
                        done.result());
    }

    @Override
    public List<ChildRuns.Part> parts(Step step, JsonNode prepared) {
        var items = prepared.path(ITEMS);
        return IntStream.range(0, items.size()).mapToObj(index -> part(step, items, index)).toList();
    }

    @Override
    public int mostTried() {
        return MOST_TRIED;
    }

    @Override
    public boolean isSideBySide(Step step) {
        return step.config().path("concurrency").asInt(1) > 1;
    }

    @Override
    public boolean failsWith(Step step, int tried, int failed) {
        return failed > 0 && !continues(step);
    }

    private static boolean continues(Step step) {
        return step.config().path("onError").asString("").equals("continue");
    }

    private static ChildRuns.Part part(Step step, JsonNode items, int index) {
        var locals = Outcome.object().put(Nesting.INDEX, index);
        locals.set(step.config().path(AS).asString(Nesting.ITEM), items.path(index));
        return new ChildRuns.Part(index, Nesting.items(), locals, RecordItems.subject(items.path(index)));
    }

    private Delegation.Done done(long runId, Step step, ChildRuns.Standing standing) {
        var result = Outcome.object()
                .put("total", standing.begun())
                .put("succeeded", standing.succeeded())
                .put("failed", standing.failed());
        var results = result.putArray("results");
        var subjects = new HashSet<String>();
        for (var one : children.results(runId, step, MOST_SHOWN)) {
            results.add(PartResult.json(one).put(Nesting.INDEX, one.part()));
            subjects.addAll(one.subjects());
        }
        return new Delegation.Done(result, subjects, null);
    }
}
