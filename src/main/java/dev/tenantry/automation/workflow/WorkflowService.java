package dev.tenantry.automation.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.DocumentChecker;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Lister;
import dev.tenantry.shared.listing.Listing;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** Authoring: every save is checked as a whole, and makes a version where it changes what the workflow does. */
@Service
@Transactional(readOnly = true)
class WorkflowService {

    private static final Listing<Workflow> LISTING = Listing.of(Workflow.class)
            .field("id", UUID.class)
            .field("name", String.class)
            .field("triggerType", String.class)
            .field("active", Boolean.class)
            .nullable("lastRunAt", Instant.class)
            .field("runCount", Integer.class)
            .nullable("createdBy", UUID.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final Listing<WorkflowVersion> VERSIONS = Listing.of(WorkflowVersion.class)
            .where("e.workflowId = :workflow")
            .field("versionNumber", Integer.class)
            .field("createdAt", Instant.class)
            .sortedBy("-versionNumber")
            .build();
    private static final Listing<ArmedTrigger> TRIGGERS = Listing.of(ArmedTrigger.class)
            .where("e.workflowId = :workflow")
            .field("active", Boolean.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final Lister lister;
    private final MergePatch patches;
    private final DocumentChecker documents;
    private final Triggers triggers;
    private final Clock clock;
    private final WorkflowMapper mapper;

    WorkflowService(EntityManager entities, Lister lister, MergePatch patches, DocumentChecker documents,
            Triggers triggers, Clock clock, WorkflowMapper mapper) {
        this.entities = entities;
        this.lister = lister;
        this.patches = patches;
        this.documents = documents;
        this.triggers = triggers;
        this.clock = clock;
        this.mapper = mapper;
    }

    Page<WorkflowResponse> list(ListRequest request) {
        return lister.list(LISTING.under("e.deletedAt is null"), request).map(mapper::toResponse);
    }

    Page<WorkflowResponse> listTrash(ListRequest request) {
        return lister.list(LISTING.under("e.deletedAt is not null"), request).map(mapper::toResponse);
    }

    WorkflowResponse get(UUID id) {
        return mapper.toResponse(live(entities.find(Workflow.class, id)));
    }

    Page<WorkflowVersionResponse> versions(UUID id, ListRequest request) {
        live(entities.find(Workflow.class, id));
        return lister.list(VERSIONS, request, Map.of("workflow", id)).map(mapper::toResponse);
    }

    WorkflowVersionResponse version(UUID id, int number) {
        live(entities.find(Workflow.class, id));
        return entities
                .createQuery(
                        "select v from WorkflowVersion v where v.workflowId = :workflow and v.versionNumber = :number",
                        WorkflowVersion.class)
                .setParameter("workflow", id)
                .setParameter("number", number)
                .getResultStream()
                .findFirst()
                .map(mapper::toResponse)
                .orElseThrow(ProblemException::notFound);
    }

    Page<ArmedTriggerResponse> triggers(UUID id, ListRequest request) {
        live(entities.find(Workflow.class, id));
        return lister.list(TRIGGERS, request, Map.of("workflow", id)).map(mapper::toResponse);
    }

    @Transactional
    WorkflowResponse create(WorkflowRequest request) {
        documents.check(request.document());
        var workflow = new Workflow(Ids.next(), request, TenantContext.currentUser());
        entities.persist(workflow);
        entities.flush();
        entities.persist(version(workflow, request));
        return mapper.toResponse(workflow);
    }

    @Transactional
    WorkflowResponse replace(UUID id, WorkflowRequest request, IfMatch ifMatch) {
        return change(locked(id, ifMatch), request);
    }

    @Transactional
    WorkflowResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        var workflow = locked(id, ifMatch);
        return change(workflow, patches.apply(new WorkflowRequest(workflow), patch));
    }

    @Transactional
    WorkflowResponse activate(UUID id, IfMatch ifMatch) {
        var workflow = locked(id, ifMatch);
        workflow.activate();
        return followed(workflow);
    }

    @Transactional
    WorkflowResponse deactivate(UUID id, IfMatch ifMatch) {
        var workflow = locked(id, ifMatch);
        workflow.deactivate();
        return followed(workflow);
    }

    @Transactional
    void trash(UUID id, IfMatch ifMatch) {
        var workflow = locked(id, ifMatch);
        workflow.trash(clock.instant().truncatedTo(ChronoUnit.MICROS));
        triggers.follow(workflow);
    }

    @Transactional
    WorkflowResponse restore(UUID id) {
        var workflow = entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (workflow == null || !workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        workflow.restore();
        entities.flush();
        return mapper.toResponse(workflow);
    }

    private WorkflowResponse change(Workflow workflow, WorkflowRequest request) {
        documents.check(request.document());
        if (workflow.change(request)) {
            entities.persist(version(workflow, request));
        }
        return followed(workflow);
    }

    private WorkflowResponse followed(Workflow workflow) {
        triggers.follow(workflow);
        entities.flush();
        return mapper.toResponse(workflow);
    }

    private WorkflowVersion version(Workflow workflow, WorkflowRequest request) {
        return new WorkflowVersion(Ids.next(), workflow, request, TenantContext.currentUser(), clock.instant());
    }

    private Workflow locked(UUID id, IfMatch ifMatch) {
        var workflow = live(entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(workflow);
        return workflow;
    }

    private static Workflow live(@Nullable Workflow workflow) {
        if (workflow == null || workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        return workflow;
    }
}
