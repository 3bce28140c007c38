package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.schedule.Schedules;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What became of a workflow: its versions, and the triggers that are or were in force. */
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

    WorkflowHistory(EntityManager entities, ListQuery lists, WorkflowMapper mapper, Schedules schedules) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.schedules = schedules;
    }

    Page<WorkflowVersionResponse> versions(UUID id, ListRequest request) {
        checkExistence(id);
        return lists.list(VERSIONS, request, Map.of("workflow", id)).map(mapper::toResponse);
    }

    WorkflowVersionResponse version(UUID id, int number) {
        checkExistence(id);
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

    Page<ActiveTriggerResponse> triggers(UUID id, ListRequest request) {
        checkExistence(id);
        var next = schedules.nextOf(id);
        return lists.list(TRIGGERS, request, Map.of("workflow", id))
                .map(trigger -> mapper.toResponse(trigger, next.get(trigger.getId())));
    }

    private void checkExistence(UUID id) {
        var workflow = entities.find(Workflow.class, id);
        if (workflow == null || workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
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
