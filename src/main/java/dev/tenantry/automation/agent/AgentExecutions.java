package dev.tenantry.automation.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.inspection.Report;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Carries agents out: looks in one transaction, has a summary written outside of any, and does something about what is new in
 * another, with which the execution ends. Whoever dies in between leaves nothing that would be done twice.
 */
@Component
class AgentExecutions {

    private static final Logger log = LoggerFactory.getLogger(AgentExecutions.class);

    private final ExecutionStore store;
    private final AgentRights rights;
    private final AgentSchema schema;
    private final Looking looking;
    private final Summaries summaries;
    private final AgentActions actions;

    AgentExecutions(ExecutionStore store, AgentRights rights, AgentSchema schema, Looking looking,
            Summaries summaries, AgentActions actions) {
        this.store = store;
        this.rights = rights;
        this.schema = schema;
        this.looking = looking;
        this.summaries = summaries;
        this.actions = actions;
    }

    void carryOut(AgentClaim claim) {
        var begun = anonymous(claim).call(() -> store.begin(claim));
        begun.ifPresent(execution -> new TenantContext(claim.organizationId(), execution.agent().getMaintainedBy())
                .forAll()
                .run(() -> attempt(claim, execution)));
    }

    /** It has taken its process with it time and again. */
    void giveUp(AgentClaim claim) {
        anonymous(claim).run(() -> store.begin(claim)
                .ifPresent(execution -> store.fail(claim, execution, "the application ended with it too often")));
    }

    private static TenantContext anonymous(AgentClaim claim) {
        return new TenantContext(claim.organizationId(), null);
    }

    private void attempt(AgentClaim claim, ExecutionStore.Begun execution) {
        try {
            var agent = execution.agent();
            var settings = schema.complete(agent.getType(), agent.getConfiguration());
            var objection = rights.objection(agent, settings);
            if (objection != null) {
                store.fail(claim, execution, objection);
                return;
            }
            var report = looking.look(agent.getType(), settings);
            var summary = summaries.of(agent.getType(), settings, report);
            looking.within(() -> end(claim, execution, settings, report, summary));
        } catch (RuntimeException failure) {
            store.fail(claim, execution, told(claim, failure));
        }
    }

    /** Nothing where the claim is lost. A summary may have taken long, so whether it may be done is asked again. */
    private void end(AgentClaim claim, ExecutionStore.Begun execution, JsonNode settings, Report report,
            ObjectNode summary) {
        if (!store.isHeld(claim)) {
            return;
        }
        var objection = rights.objection(execution.agent(), settings);
        if (objection == null) {
            actions.end(execution, settings, report, summary);
        } else {
            store.fail(claim, execution, objection);
        }
    }

    private String told(AgentClaim claim, RuntimeException failure) {
        var problem = looking.problem(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("agent {} of organization {} failed", claim.agentId(), claim.organizationId(),
                    Redacted.of(failure));
        }
        return problem.detail();
    }
}
