package dev.tenantry.automation.step;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.problem.ProblemException;

/** Makes a record: what is prepared is what a request would state of it. */
abstract class MakingAction implements LocalAction {

    private final RecordSteps records;

    MakingAction(RecordSteps records) {
        this.records = records;
    }

    /** The kind of record that the step makes. */
    abstract String made(Step step);

    final RecordSteps records() {
        return records;
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of(records.reference(made(step)), String.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(records.permission(made(step), "create"));
    }

    /** What a request would state of the record. @param config filled in */
    abstract ObjectNode stated(StepRun run, JsonNode config);

    @Override
    public final JsonNode prepare(StepRun run) {
        var type = made(run.step());
        var config = records.filled(run, type);
        return StepProperties.fitted(stated(run, config), config, records.of(type));
    }

    /** Whom and what the run is about, as far as what is made can refer to it, unless the step says otherwise. */
    final void addAbout(ObjectNode properties, JsonNode config, StepRun run) {
        var stated = Arrays.stream(records.of(made(run.step())).requestType().getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        Scope.RECORDS.stream().filter(type -> stated.contains(records.reference(type))).forEach(type -> {
            var property = records.reference(type);
            var id = config.has(property) ? config.path(property) : run.scope().at(records.path(type));
            if (RecordSteps.isGiven(id)) {
                properties.set(property, id);
            }
        });
    }

    @Override
    public void foresee(StepRun run, JsonNode prepared) {
        var type = made(run.step());
        var given = prepared.propertyStream()
                .filter(property -> !property.getValue().isNull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var lacking = records.of(type).lacking(given);
        if (!lacking.isEmpty()) {
            throw ProblemException.invalid(lacking);
        }
        records.foresee(type, (ObjectNode) prepared);
        records.of(type).foresee(null, (ObjectNode) prepared);
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        return done(run, records.of(made(run.step())).create((ObjectNode) prepared));
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
        var properties = steps.stream().map(step -> (ObjectNode) step.config()).toList();
        var ids = records.of(made(steps.getFirst().run().step()))
                .createAll(properties, (place, work) -> steps.get(place).run().during(work));
        var outcomes = new ArrayList<@Nullable Outcome>();
        for (var place = 0; place < steps.size(); place++) {
            var id = ids.get(place);
            outcomes.add(id == null ? null : done(steps.get(place).run(), id));
        }
        return outcomes;
    }

    private Outcome done(StepRun run, Long id) {
        return Outcome.done(run, Outcome.object().put(records.reference(made(run.step())), id.toString()));
    }
}
