package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.persistence.EntityManager;

import dev.tenantry.shared.problem.ProblemException;

/** Workflows that are a rule's: what they do is what the rule shows, and is changed there. */
final class OfRule {

    private static final String RULE = "select id from automations where organization_id = app.org_id() and workflow_id = :workflow";

    private OfRule() {}

    /** @throws ProblemException 409 that names the rule, where there is one */
    static void demandNone(EntityManager entities, UUID workflow) {
        demandNone(entities, workflow, "changed");
    }

    /** @param done what is to be done with the workflow, in a word */
    static void demandNone(EntityManager entities, UUID workflow, String done) {
        entities.createNativeQuery(RULE, UUID.class)
                .setParameter("workflow", workflow)
                .getResultStream()
                .findFirst()
                .ifPresent(rule -> {
                    throw ProblemException.conflict(
                            "the workflow is that of an automation, and is " + done + " at /api/v1/automations/"
                                    + rule);
                });
    }
}
