package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.DocumentDiff;
import dev.tenantry.automation.definition.EventFilter;
import dev.tenantry.automation.schedule.Schedules;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What became of workflows: their versions, and the triggers that are or were in force. */
@Service
@Transactional(readOnly = true)
class WorkflowHistory {

    private static final ListDefinition<WorkflowVersion> VERSIONS = ListDefinition.of(WorkflowVersion.class)
            .where("e.workflowId = :workflow")
            .field("versionNumber", Integer.class)
            .field("createdAt", Instant.class)
            .sortedBy("-versionNumber")
            .build();
    private static final ListDefinition<ActiveTrigger> TRIGGERS = ListDefinition.of(ActiveTrigger.class)
            .where("e.workflowId = :workflow")
            .field("active", Boolean.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final WorkflowMapper mapper;
    private final Schedules schedules;
    private final Variables variables;
    private final NamedTags tags;

    WorkflowHistory(EntityManager entities, ListQuery lists, WorkflowMapper mapper, Schedules schedules,
            Variables variables, NamedTags tags) {
        this.tags = tags;
        this.variables = variables;
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.schedules = schedules;
    }

    Page<WorkflowVersionResponse> versions(UUID id, ListRequest request) {
        var workflow = workflow(id);
        return lists.list(VERSIONS, request, Map.of("workflow", id)).map(version -> shown(version, workflow));
    }

    WorkflowVersionResponse version(UUID id, int number) {
        var workflow = workflow(id);
        return entities
                .createQuery(
                        "select v from WorkflowVersion v where v.workflowId = :workflow and v.versionNumber = :number",
                        WorkflowVersion.class)
                .setParameter("workflow", id)
                .setParameter("number", number)
                .getResultStream()
                .findFirst()
                .map(version -> shown(version, workflow))
                .orElseThrow(ProblemException::notFound);
    }

    private WorkflowVersionResponse shown(WorkflowVersion version, Workflow workflow) {
        return workflow.isActive() && version.getVersionNumber() == workflow.getCurrentVersion()
                ? mapper.toResponse(version, workflow.getPublishedBy(), workflow.getPublishedScopes())
                : mapper.toResponse(version, null, null);
    }

    /** @param with null for the current version */
    VersionDiffResponse diff(UUID id, int number, @Nullable Integer with) {
        var from = version(id, number);
        var to = version(id, with == null ? workflow(id).getCurrentVersion() : with);
        return new VersionDiffResponse(from, to, DocumentDiff.of(from.workflowJson(), to.workflowJson()));
    }

    /** With what others elsewhere know by their names. */
    WorkflowExport export(UUID id) {
        var export = new WorkflowExport(workflow(id), variables.all(id));
        tags.name(EventFilter.of(export.workflow().workflow().document(Map.of())));
        return export;
    }

    Page<ActiveTriggerResponse> triggers(UUID id, ListRequest request) {
        workflow(id);
        var next = schedules.nextOf(id);
        return lists.list(TRIGGERS, request, Map.of("workflow", id))
                .map(trigger -> mapper.toResponse(trigger, next.get(trigger.getId())));
    }

    /** Those of them that are active. */
    Set<UUID> active(Set<UUID> ids) {
        return Set.copyOf(
                entities.createQuery("select w.id from Workflow w where w.id in :ids and w.active", UUID.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Which is asked without keeping it as it was: whoever locks it then has it as it is. */
    boolean isThere(UUID id) {
        return entities
                .createQuery("select count(w) from Workflow w where w.id = :id and w.deletedAt is null", Long.class)
                .setParameter("id", id)
                .getSingleResult() == 1;
    }

    /** @throws ProblemException 404 where there is none, or it is in the trash */
    Workflow workflow(UUID id) {
        var workflow = entities.find(Workflow.class, id);
        if (workflow == null || workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        return workflow;
    }

    @Component
    record Versions() implements ListSource {

        @Override
        public ListDefinition<?> listing() {
            return VERSIONS;
        }

        @Override
        public Class<?> shows() {
            return WorkflowVersionResponse.class;
        }
    }

    @Component
    record ActiveTriggers() implements ListSource {

        @Override
        public ListDefinition<?> listing() {
            return TRIGGERS;
        }

        @Override
        public Class<?> shows() {
            return ActiveTriggerResponse.class;
        }
    }
}
