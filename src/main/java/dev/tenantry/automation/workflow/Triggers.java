package dev.tenantry.automation.workflow;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.schedule.Schedules;
import dev.tenantry.shared.tenancy.Ids;

/** Keeps the active triggers in line with their workflows: one in force where the workflow is active, none otherwise. */
@Component
class Triggers {

    private final EntityManager entities;
    private final Schedules schedules;

    Triggers(EntityManager entities, Schedules schedules) {
        this.entities = entities;
        this.schedules = schedules;
    }

    /** In the transaction of the workflow's change. */
    void follow(Workflow workflow) {
        var present = all(workflow);
        present.stream()
                .filter(trigger -> !workflow.isActive() || !trigger.isOf(workflow))
                .forEach(this::deactivate);
        // The one in force steps back before another one may.
        entities.flush();
        if (!workflow.isActive()) {
            return;
        }
        activate(present.stream().filter(trigger -> trigger.isOf(workflow)).findFirst().orElseGet(() -> {
            var trigger = new ActiveTrigger(Ids.next(), workflow);
            entities.persist(trigger);
            return trigger;
        }));
    }

    private void activate(ActiveTrigger trigger) {
        trigger.activate();
        var schedule = Trigger.read(trigger.getTriggerConfig()).schedule();
        if (schedule != null) {
            entities.flush();
            schedules.begin(trigger.getId(), trigger.getWorkflowId(), schedule);
        }
    }

    private void deactivate(ActiveTrigger trigger) {
        trigger.deactivate();
        schedules.end(trigger.getId());
    }

    private List<ActiveTrigger> all(Workflow workflow) {
        return entities
                .createQuery("select t from ActiveTrigger t where t.workflowId = :workflow order by t.createdAt",
                        ActiveTrigger.class)
                .setParameter("workflow", workflow.getId())
                .getResultList();
    }
}
