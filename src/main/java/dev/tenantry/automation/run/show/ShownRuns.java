package dev.tenantry.automation.run.show;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.IdempotencyKeys;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.listing.Page;

/** Runs as the caller may see them. */
@Component
class ShownRuns {

    private final EntityManager entities;
    private final RunMapper mapper;
    private final RunRights rights;
    private final CompiledVersions versions;
    private final RunWaits waits;

    ShownRuns(EntityManager entities, RunMapper mapper, RunRights rights, CompiledVersions versions, RunWaits waits) {
        this.entities = entities;
        this.mapper = mapper;
        this.rights = rights;
        this.versions = versions;
        this.waits = waits;
    }

    /** With its steps. */
    RunResponse of(Run run) {
        var id = run.getId();
        return mapper.toResponse(run, steps(run), waits.of(waiting(List.of(run))).get(id))
                .without(rights.lackedToSee(Map.of(id, run.content())).get(id));
    }

    Page<RunResponse> of(Page<Run> page) {
        var lacked = rights.lackedToSee(
                page.results().stream().collect(Collectors.toMap(Run::getId, Run::content)));
        var waited = waits.of(waiting(page.results()));
        return page.map(run -> mapper.toResponse(run, null, waited.get(run.getId())).without(lacked.get(run.getId())));
    }

    private static List<Long> waiting(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.getStatus() == RunStatus.QUEUED || run.getStatus() == RunStatus.WAITING)
                .map(Run::getId)
                .toList();
    }

    private static @Nullable String id(List<Step> steps, int index) {
        return index < steps.size() ? steps.get(index).id() : null;
    }

    /** The program of one that cannot be carried out any more is not there to be named. */
    private List<Step> readable(Run run) {
        try {
            return versions.of(Version.of(run.getWorkflowId(), run.getWorkflowVersion())).at(run.block()).steps();
        } catch (UnreadableRun | IllegalArgumentException _) {
            return List.of();
        }
    }

    private List<RunResponse.StepResponse> steps(Run run) {
        var steps = readable(run);
        return entities.createQuery("select s from RunStep s where s.runId = :run order by s.stepIndex", RunStep.class)
                .setParameter("run", run.getId())
                .getResultStream()
                .map(step -> shown(run, step, id(steps, step.getStepIndex())))
                .toList();
    }

    private RunResponse.StepResponse shown(Run run, RunStep step, @Nullable String id) {
        var status = step.getStatus().within(run.getStatus());
        var key = id == null ? null : IdempotencyKeys.of(run.getId(), id);
        return mapper.toResponse(step, id, key, status, status.isEnd() ? null : run.getWaitingUntil());
    }
}
