package dev.tenantry.automation.agent;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.ProblemTranslator;
import dev.tenantry.tenancy.Localizations;

/** What it takes to look, and to say what goes wrong. */
@Component
class Looking {

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

    Report look(AgentType type, ObjectNode settings) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var report = new Report(settings, clock.instant(), localizations.ofOrganization().zone());
            inspections.stream()
                    .filter(inspection -> inspection.agent().equals(type.toString()))
                    .forEach(inspection -> inspection.look(report));
            return report;
        }));
    }

    /** In a transaction of its own. */
    void within(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }

    ProblemException problem(RuntimeException failure) {
        return problems.translate(failure);
    }
}
