package dev.tenantry.automation.workflow;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;

/** Keeps the armed triggers in line with their workflows: one in force where the workflow is active, none otherwise. */
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
                .forEach(ArmedTrigger::disarm);
        // The one in force steps back before another one may.
        entities.flush();
        if (!workflow.isActive()) {
            return;
        }
        present.stream()
                .filter(trigger -> trigger.isOf(workflow))
                .findFirst()
                .ifPresentOrElse(ArmedTrigger::arm, () -> entities.persist(new ArmedTrigger(Ids.next(), workflow)));
    }

    private List<ArmedTrigger> all(Workflow workflow) {
        return entities
                .createQuery("select t from ArmedTrigger t where t.workflowId = :workflow order by t.createdAt",
                        ArmedTrigger.class)
                .setParameter("workflow", workflow.getId())
                .getResultList();
    }
}
