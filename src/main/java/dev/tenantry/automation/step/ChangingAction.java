package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.record.RecordAccess;

/** Changes a record: what is prepared is {@code {"contactId":"17","fields":{…}}}, the latter a merge patch. */
abstract class ChangingAction implements LocalAction {

    private static final String FIELDS = "fields";

    private final RecordSteps records;

    ChangingAction(RecordSteps records) {
        this.records = records;
    }

    /** The kind of record that the step changes. */
    abstract String changed(Step step);

    /** What the config calls the record's id. */
    abstract String id();

    final RecordSteps records() {
        return records;
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of(records.reference(changed(step)), String.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(records.permission(changed(step), "update"));
    }

    @Override
    public Set<String> implied(Step step) {
        return step.config().has(id()) ? Set.of() : Set.of(records.path(changed(step)));
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        records.checkId(step.config().path(id()), changed(step), faults.at(id()));
        records.check(changed(step), step.config().path(FIELDS), faults.at(FIELDS));
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        records.require(step.config().path(id()), changed(step), needed.at(id()));
        records.requireReferences(changed(step), step.config().path(FIELDS), needed.at(FIELDS));
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var type = changed(run.step());
        var config = records.filled(run, type);
        return prepared(run, config,
                StepProperties.fitted(StepProperties.told(run.step().config().path(FIELDS), config.path(FIELDS)),
                        config, records.of(type)));
    }

    /** @param config filled in @param fields what a merge patch states */
    final ObjectNode prepared(StepRun run, JsonNode config, ObjectNode fields) {
        var type = changed(run.step());
        var id = id();
        var prepared = Outcome.object();
        prepared.set(records.reference(type), config.has(id) ? config.path(id) : run.scope().at(records.path(type)));
        prepared.set(FIELDS, fields);
        return prepared;
    }

    @Override
    public @Nullable String objection(Step step, JsonNode prepared) {
        var type = changed(step);
        return RecordSteps.isId(prepared.path(records.reference(type)))
                ? null
                : "there is no " + type + " that this run is about";
    }

    @Override
    public void foresee(StepRun run, JsonNode prepared) {
        var type = changed(run.step());
        records.foreseeThere(type, Long.valueOf(prepared.path(records.reference(type)).asString()));
        records.foresee(type, (ObjectNode) prepared.path(FIELDS));
    }

    @Override
    public @Nullable String changes(StepRun run, JsonNode prepared) {
        var type = changed(run.step());
        return RecordSteps.isId(prepared.path(records.reference(type)))
                ? type + "/" + prepared.path(records.reference(type)).asString()
                : null;
    }

    @Override
    public void foreseeOfRecord(StepRun run, JsonNode prepared) {
        var type = changed(run.step());
        records.foreseeOfRecord(type, Long.valueOf(prepared.path(records.reference(type)).asString()),
                (ObjectNode) prepared.path(FIELDS));
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var objection = objection(run.step(), prepared);
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        var type = changed(run.step());
        var id = prepared.path(records.reference(type)).asString();
        records.of(type).patch(Long.valueOf(id), (ObjectNode) prepared.path(FIELDS));
        return done(run, id);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        if (steps.isEmpty()) {
            return List.of();
        }
        var type = changed(steps.getFirst().run().step());
        var id = records.reference(type);
        var known = steps.stream().filter(step -> objection(step.run().step(), step.config()) == null).toList();
        var patches = known.stream()
                .map(step -> new RecordAccess.Patch(Long.valueOf(step.config().path(id).asString()),
                        (ObjectNode) step.config().path(FIELDS)))
                .toList();
        var done = records.of(type).patchAll(patches, (place, work) -> known.get(place).run().during(work));
        var outcomes = new IdentityHashMap<Prepared, Outcome>();
        for (var place = 0; place < known.size(); place++) {
            if (done.get(place)) {
                outcomes.put(known.get(place), done(known.get(place).run(), patches.get(place).id().toString()));
            }
        }
        return steps.stream().<@Nullable Outcome>map(outcomes::get).toList();
    }

    private Outcome done(StepRun run, String id) {
        return Outcome.done(run, Outcome.object().put(records.reference(changed(run.step())), id));
    }
}
