package dev.tenantry.automation.run.step;

import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.web.ProblemTranslator;

/** What becomes of a step that throws. */
@Component
class StepFailures {

    private static final int MOST_TOLD = 5;
    private static final Logger log = LoggerFactory.getLogger(StepFailures.class);

    private final ProblemTranslator problems;

    StepFailures(ProblemTranslator problems) {
        this.problems = problems;
    }

    /** A refusal by our own rules stays one; what the database or a fault of ours is to blame for may pass by. */
    Outcome.Failed outcome(Claim claim, Throwable failure) {
        var problem = problems
                .translate(failure instanceof Exception known ? known : new IllegalStateException(failure));
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("run {} of organization {} failed", claim.runId(), claim.organizationId(), Redacted.of(failure));
        }
        var passing = switch (problem.type()) {
            case INTERNAL, UNAVAILABLE, STALE, RATE_LIMITED -> true;
            default -> false;
        };
        return passing ? Outcome.failed(problem.detail()) : Outcome.failedForGood(told(problem));
    }

    /** With the fields, which a problem's detail leaves to its errors. */
    private static String told(ProblemException problem) {
        var errors = problem.errors();
        if (errors.isEmpty() || errors.size() == 1 && problem.detail().startsWith(errors.getFirst().field())) {
            return problem.detail();
        }
        return errors.stream().limit(MOST_TOLD).map(FieldError::sentence).collect(Collectors.joining("; "))
                + (errors.size() > MOST_TOLD ? "; and " + (errors.size() - MOST_TOLD) + " more" : "");
    }
}
