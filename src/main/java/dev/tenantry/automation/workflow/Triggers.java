package dev.tenantry.automation.workflow;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;

/** Keeps the active triggers in line with their workflows: one in force where the workflow is active, none otherwise. */
@Component
class Triggers {

    private final EntityManager entities;

    Triggers(EntityManager entities) {
        this.entities = entities;
    }

    /** In the transaction of the workflow's change. */
    void follow(Workflow workflow) {
        var present = all(workflow);
        present.stream()
                .filter(trigger -> !workflow.isActive() || !trigger.isOf(workflow))
                .forEach(ActiveTrigger::deactivate);
        // The one in force steps back before another one may.
        entities.flush();
        if (!workflow.isActive()) {
            return;
        }
        present.stream()
                .filter(trigger -> trigger.isOf(workflow))
                .findFirst()
                .ifPresentOrElse(ActiveTrigger::activate,
                        () -> entities.persist(new ActiveTrigger(Ids.next(), workflow)));
    }

    private List<ActiveTrigger> all(Workflow workflow) {
        return entities
                .createQuery("select t from ActiveTrigger t where t.workflowId = :workflow order by t.createdAt",
                        ActiveTrigger.class)
                .setParameter("workflow", workflow.getId())
                .getResultList();
    }
}
