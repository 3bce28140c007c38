package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.listing.Field.Matching;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What people see of runs. */
@Service
@Transactional(readOnly = true)
class RunService implements ListSource {

    private static final ListDefinition<Run> LISTING = ListDefinition.of(Run.class)
            .field("id", Long.class)
            .field("workflowId", UUID.class)
            .field("workflowVersion", Integer.class)
            .field("status", RunStatus.class)
            .nullable("triggerId", UUID.class)
            .nullable("startedBy", UUID.class)
            .found(RunRights.RECORD, "app.runs_about", Matching.EXACT)
            .nullable("parentRunId", Long.class)
            .nullable("path", String.class)
            .field("startedAt", Instant.class)
            .nullable("endedAt", Instant.class)
            .nullable("waitingUntil", Instant.class)
            .nullable("pausedAt", Instant.class)
            .field("rootId", UUID.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final RunMapper mapper;
    private final RunStarter starter;
    private final RunRights rights;
    private final CompiledVersions versions;

    RunService(EntityManager entities, ListQuery lists, RunMapper mapper, RunStarter starter, RunRights rights,
            CompiledVersions versions) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.starter = starter;
        this.rights = rights;
        this.versions = versions;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return RunResponse.class;
    }

    Page<RunResponse> list(ListRequest request) {
        rights.demandToAsk(request.filter());
        return shown(lists.list(LISTING, request));
    }

    Page<RunResponse> list(UUID workflowId, ListRequest request) {
        if (!starter.exists(workflowId)) {
            throw ProblemException.notFound();
        }
        rights.demandToAsk(request.filter());
        return shown(
                lists.list(LISTING.under("e.workflowId = :workflow and e.path is null"), request,
                        Map.of("workflow", workflowId)));
    }

    RunResponse get(Long id) {
        var run = entities.find(Run.class, id);
        if (run == null) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(run, steps(run)).without(rights.lackedToSee(List.of(run)).get(id));
    }

    /** As it is in the database after it was changed there. */
    RunResponse fresh(Long id) {
        entities.clear();
        return get(id);
    }

    private Page<RunResponse> shown(Page<Run> page) {
        var lacked = rights.lackedToSee(page.results());
        return page.map(run -> mapper.toResponse(run, null).without(lacked.get(run.getId())));
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
        return mapper.toResponse(step, id, status, status.isEnd() ? null : run.getWaitingUntil());
    }
}
