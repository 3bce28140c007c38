package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.start.RunStarter;
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
public class RunService implements ListSource {

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
    private final RunStarter starter;
    private final RunRights rights;
    private final ShownRuns shown;
    private final RunsWithErrors failed;

    RunService(EntityManager entities, ListQuery lists, RunStarter starter, RunRights rights, ShownRuns shown,
            RunsWithErrors failed) {
        this.failed = failed;
        this.entities = entities;
        this.lists = lists;
        this.starter = starter;
        this.rights = rights;
        this.shown = shown;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return RunResponse.class;
    }

    public Page<RunResponse> list(ListRequest request, @Nullable String errorContains) {
        rights.demandToAsk(request.filter());
        return shown.of(errorContains == null
                ? lists.list(LISTING, request)
                : failed.list(LISTING, request, errorContains, null, Map.of()));
    }

    public Page<RunResponse> list(UUID workflowId, ListRequest request, @Nullable String errorContains) {
        if (!starter.exists(workflowId)) {
            throw ProblemException.notFound();
        }
        rights.demandToAsk(request.filter());
        var listing = LISTING.under("e.workflowId = :workflow and e.path is null");
        var given = Map.<String, Object>of("workflow", workflowId);
        return shown.of(errorContains == null
                ? lists.list(listing, request, given)
                : failed.list(listing, request, errorContains, workflowId, given));
    }

    public RunResponse get(Long id) {
        var run = entities.find(Run.class, id);
        if (run == null) {
            throw ProblemException.notFound();
        }
        return shown.of(run);
    }

    /** As it is in the database after it was changed there. */
    public RunResponse fresh(Long id) {
        entities.clear();
        return get(id);
    }
}
