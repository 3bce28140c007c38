package dev.tenantry.automation.run.step;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.ValueFormatters;
import dev.tenantry.automation.run.IdempotencyKeys;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * The values that a run's texts and conditions can name. A contact, company or opportunity is the one that the trigger's
 * data name by id, or that the opportunity or contact found so belongs to; each is read as it is now.
 */
@Component
public class RunScopes {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final StepResults results;
    private final RunVariables variables;
    private final ValueFormatters formatters;
    private final RunPeople people;
    private final Clock clock;
    private final JsonMapper json;

    RunScopes(RecordRegistry records, RecordPermissions permissions, StepResults results, RunVariables variables,
            ValueFormatters formatters, RunPeople people, Clock clock, JsonMapper json) {
        this.people = people;
        this.records = records;
        this.permissions = permissions;
        this.results = results;
        this.variables = variables;
        this.formatters = formatters;
        this.clock = clock;
        this.json = json;
        if (!Scope.IDS.keySet().equals(Set.copyOf(Scope.RECORDS))) {
            throw new IllegalStateException(
                    "records that workflows are about are found by their ids, and not " + Scope.IDS.keySet());
        }
    }

    /** Of a step that begins; to be filled. */
    public Subjects subjects() {
        return new Subjects(records.typesByReference());
    }

    /**
     * The run's next step.
     *
     * @param publisher the run's
     * @param subjects  gathers the records that are read
     * @param name      does work in the run's name
     */
    public StepRun stepRun(RunState run, Publisher publisher, Subjects subjects, Consumer<Runnable> name) {
        return stepRun(run, publisher, subjects, name, clock.instant());
    }

    /** As it will be. @param now when the run comes to it */
    public StepRun stepRun(RunState run, Publisher publisher, Subjects subjects, Consumer<Runnable> name, Instant now) {
        var trigger = run.document().trigger();
        return new StepRun(run.runId(), run.step(), trigger,
                IdempotencyKeys.of(run.runId(), run.step().id()), of(run, publisher, subjects, now),
                formatters.of(trigger), name);
    }

    /**
     * The records that the run's trigger names of those that are read.
     *
     * @param roots where the paths begin that are
     * @return ids by type
     */
    Map<String, Long> named(RunState run, Set<String> roots, Set<String> held) {
        var named = new HashMap<String, Long>();
        for (var type : Scope.RECORDS) {
            var id = run.triggerData().path("trigger").path(RecordRegistry.reference(type)).asString("");
            if (roots.contains(type) && ID.matcher(id).matches() && held.contains(permissions.of(type, "read"))) {
                named.put(type, Long.valueOf(id));
            }
        }
        return named;
    }

    /** Whether there is the record. @throws ProblemException 403 where the caller may not read such records */
    public boolean isThere(String type, Long id) {
        var reading = permissions.of(type, "read");
        if (!Caller.current().may(reading)) {
            throw ProblemException.forbidden(reading);
        }
        return records.of(type).find(id).isPresent();
    }

    /** Has records at hand for the rest of the transaction. @param ids by type */
    void load(Map<String, Set<Long>> ids) {
        ids.forEach((type, some) -> records.of(type).load(some));
    }

    /** What may be read, and what is. */
    private record Reading(Publisher publisher, Subjects subjects) {

        JsonNode noted(String type, Long id, JsonNode found) {
            subjects.addRead(type, id);
            return found;
        }
    }

    private Scope of(RunState run, Publisher publisher, Subjects subjects, Instant now) {
        var reading = new Reading(publisher, subjects);
        var roots = new HashMap<String, Supplier<JsonNode>>();
        var scope = new Scope[1];
        roots.put("trigger", () -> run.triggerData().path("trigger"));
        roots.put(Scope.STEPS, () -> results.of(run, reading.subjects));
        roots.put(Scope.VARIABLES, () -> variables.of(run, publisher.variables(), () -> scope[0].at(Scope.STEPS)));
        roots.put("event", () -> run.triggerData().path("event"));
        roots.put("workflow",
                () -> json.createObjectNode().put("id", run.workflowId().toString()).put("name", run.workflowName()));
        roots.put("run", () -> json.createObjectNode().put("id", Long.toString(run.runId())));
        roots.put(Scope.NOW, () -> json.getNodeFactory().stringNode(now.truncatedTo(ChronoUnit.MICROS).toString()));
        roots.put(Scope.TODAY, () -> json.getNodeFactory().stringNode(formatters.day(told(scope[0])).toString()));
        Scope.IDS.forEach((type, paths) -> roots.put(type, () -> record(type, reading, scope[0], paths)));
        Scope.OWNERS.forEach((owner, type) -> roots.put(owner, () -> publisher.held().contains(RunPeople.TO_READ)
                ? people.member(scope[0].at(type + ".ownerId"))
                : MissingNode.getInstance()));
        roots.put(Scope.ORGANIZATION, people::organization);
        var locals = run.part().locals();
        locals.forEachEntry((name, value) -> roots.putIfAbsent(name, () -> value));
        scope[0] = new Scope(Map.copyOf(roots));
        return scope[0];
    }

    /** The instant, as one that has been asked for. */
    private static Instant told(Scope scope) {
        return Instant.parse(scope.at(Scope.NOW).asString());
    }

    private JsonNode record(String type, Reading reading, Scope scope, List<String> paths) {
        if (!reading.publisher.held().contains(permissions.of(type, "read"))) {
            return MissingNode.getInstance();
        }
        return paths.stream()
                .map(path -> scope.at(path).asString(""))
                .filter(id -> ID.matcher(id).matches())
                .findFirst()
                .map(Long::valueOf)
                .flatMap(id -> records.of(type).find(id).map(found -> reading.noted(type, id, found)))
                .orElse(MissingNode.getInstance());
    }
}
