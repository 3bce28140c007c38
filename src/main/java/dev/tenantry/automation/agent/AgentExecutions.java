package dev.tenantry.automation.agent;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.ProblemTranslator;
import dev.tenantry.tenancy.Localizations;

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

    /** What it takes to look, and to say what goes wrong. */
    @Component
    static class Looking {

        private final List<Inspection> inspections;
        private final Localizations localizations;
        private final TransactionTemplate transaction;
        private final ProblemTranslator problems;
        private final Clock clock;

        /** @throws IllegalStateException where an inspection is of no type of agents, and would never look */
        Looking(List<Inspection> inspections, Localizations localizations, PlatformTransactionManager transactions,
                ProblemTranslator problems, Clock clock) {
            inspections.stream()
                    .filter(inspection -> Arrays.stream(AgentType.values())
                            .noneMatch(type -> inspection.agent().equals(type.toString())))
                    .findFirst()
                    .ifPresent(inspection -> {
                        throw new IllegalStateException(inspection.getClass().getName()
                                + " is of the agents " + inspection.agent() + ", which there are none of");
                    });
            this.inspections = inspections;
            this.localizations = localizations;
            this.transaction = new TransactionTemplate(transactions);
            this.problems = problems;
            this.clock = clock;
        }

        private Report look(AgentType type, ObjectNode settings) {
            var report = new Report[1];
            transaction.executeWithoutResult(_ -> {
                report[0] = new Report(settings, clock.instant(), localizations.ofOrganization().zone());
                inspections.stream()
                        .filter(inspection -> inspection.agent().equals(type.toString()))
                        .forEach(inspection -> inspection.look(report[0]));
            });
            return report[0];
        }
    }

    void carryOut(AgentClaim claim) {
        var begun = anonymous(claim).call(() -> store.begin(claim));
        begun.ifPresent(execution -> new TenantContext(claim.organizationId(), execution.agent().getMaintainedBy())
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
            looking.transaction.executeWithoutResult(_ -> actions.end(claim, execution, settings, report, summary));
        } catch (RuntimeException failure) {
            store.fail(claim, execution, told(claim, failure));
        }
    }

    private String told(AgentClaim claim, RuntimeException failure) {
        var problem = looking.problems.translate(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("agent {} of organization {} failed", claim.agentId(), claim.organizationId(),
                    Redacted.of(failure));
        }
        return problem.detail();
    }
}
