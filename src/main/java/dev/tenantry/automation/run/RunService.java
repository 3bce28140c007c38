package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Listed;
import dev.tenantry.shared.listing.Lister;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What people see of runs and do with them. */
@Service
@Transactional(readOnly = true)
class RunService implements Listed {

    private static final Listing<Run> LISTING = Listing.of(Run.class)
            .field("id", Long.class)
            .field("workflowId", UUID.class)
            .field("workflowVersion", Integer.class)
            .field("status", RunStatus.class)
            .nullable("triggerId", UUID.class)
            .nullable("startedBy", UUID.class)
            .field("startedAt", Instant.class)
            .nullable("endedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final Lister lister;
    private final RunMapper mapper;
    private final RunStarter starter;
    private final RunControl control;
    private final AuditTrail audit;

    RunService(EntityManager entities, Lister lister, RunMapper mapper, RunStarter starter, RunControl control,
            AuditTrail audit) {
        this.entities = entities;
        this.lister = lister;
        this.mapper = mapper;
        this.starter = starter;
        this.control = control;
        this.audit = audit;
    }

    @Override
    public Listing<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return RunResponse.class;
    }

    Page<RunResponse> list(ListRequest request) {
        return lister.list(LISTING, request).map(run -> mapper.toResponse(run, null));
    }

    Page<RunResponse> list(UUID workflowId, ListRequest request) {
        if (!starter.exists(workflowId)) {
            throw ProblemException.notFound();
        }
        return lister.list(LISTING.under("e.workflowId = :workflow"), request, Map.of("workflow", workflowId))
                .map(run -> mapper.toResponse(run, null));
    }

    RunResponse get(Long id) {
        var run = entities.find(Run.class, id);
        if (run == null) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(run, steps(id));
    }

    @Transactional
    RunResponse start(UUID workflowId, JsonNode input) {
        var run = starter.start(workflowId, input);
        note("started", run, workflowId.toString());
        return get(run);
    }

    @Transactional
    RunResponse cancel(Long id) {
        var before = get(id);
        if (before.status() != RunStatus.CANCELLED) {
            if (!control.cancel(id)) {
                throw ProblemException.conflict("the run has ended already");
            }
            note("cancelled", id, before.workflowId().toString());
        }
        return fresh(id);
    }

    @Transactional
    RunResponse retry(Long id) {
        var before = get(id);
        if (!control.retry(id)) {
            throw ProblemException.conflict("only a failed run can be tried again");
        }
        note("retried", id, before.workflowId().toString());
        return fresh(id);
    }

    private RunResponse fresh(Long id) {
        entities.clear();
        return get(id);
    }

    private List<RunStep> steps(Long id) {
        return entities.createQuery("select s from RunStep s where s.runId = :run order by s.stepIndex", RunStep.class)
                .setParameter("run", id)
                .getResultList();
    }

    private void note(String verb, Long id, String workflowId) {
        audit.record(new AuditEntry("workflow-run." + verb, AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                id.toString(), Map.of(), Map.of("workflowId", workflowId)));
    }
}
