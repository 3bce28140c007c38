package dev.tenantry.automation.workflow;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.EventFilter;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.schedule.Schedules;
import dev.tenantry.integrations.WebhookReceivers;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.tenancy.Ids;

/** Keeps the active triggers in line with their workflows: one in force where the workflow is active, none otherwise. */
@Component
class Triggers {

    private final EntityManager entities;
    private final Schedules schedules;
    private final WebhookReceivers webhooks;
    private final NamedTags tags;

    Triggers(EntityManager entities, Schedules schedules, WebhookReceivers webhooks, NamedTags tags) {
        this.entities = entities;
        this.schedules = schedules;
        this.webhooks = webhooks;
        this.tags = tags;
    }

    /**
     * As it is kept: what filters call by a name stands there by its id, as far as there is what is called so.
     *
     * @param document as it is authored, which changes
     * @return where there is none
     */
    List<FieldError> resolveNames(JsonNode document) {
        return tags.resolve(EventFilter.of(document));
    }

    /** Likewise, of one as it is kept: what has a name by now. @return where something is gone, or is not there yet */
    List<FieldError> resolveNamesAgain(JsonNode document) {
        return tags.resolveAgain(EventFilter.of(document));
    }

    /** In the transaction of the workflow's change. */
    void follow(Workflow workflow) {
        var present = all(workflow);
        present.stream()
                .filter(trigger -> !workflow.isActive() || !trigger.isOf(workflow))
                .forEach(this::deactivate);
        // The one in force steps back before another one may.
        entities.flush();
        var address = address(workflow);
        if (!workflow.isActive()) {
            return;
        }
        activate(present.stream().filter(trigger -> trigger.isOf(workflow)).findFirst().orElseGet(() -> {
            var trigger = new ActiveTrigger(Ids.next(), workflow, address);
            entities.persist(trigger);
            return trigger;
        }));
    }

    /** It is there before the workflow is active: whoever sends something has to be told of it. */
    private @Nullable String address(Workflow workflow) {
        if (workflow.getTriggerType().equals(Trigger.Type.WEBHOOK.toString())
                && !workflow.getTriggerConfig().has("integrationId")) {
            return webhooks.keep(workflow.getId(), workflow.getTriggerConfig(), workflow.isActive());
        }
        webhooks.rest(workflow.getId());
        return null;
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
