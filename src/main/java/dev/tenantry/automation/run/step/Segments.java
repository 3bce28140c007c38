package dev.tenantry.automation.run.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.ProblemTranslator;

/**
 * Carries out together what runs do in the database: a commit, a lock, a look at the publisher's rights and a row of each
 * table cost many runs little more than one.
 */
@Component
class Segments {

    private final SegmentKernel kernel;
    private final RunTransactions transactions;
    private final ProblemTranslator problems;
    private final MeterRegistry meters;

    Segments(SegmentKernel kernel, RunTransactions transactions, ProblemTranslator problems, MeterRegistry meters) {
        this.kernel = kernel;
        this.transactions = transactions;
        this.problems = problems;
        this.meters = meters;
    }

    /**
     * What has become of runs.
     *
     * @param going those that there was no time for any more
     * @param alone those that are at something that is done for each by itself, or that are somebody else's by now
     */
    record Left(List<Claim> going, List<Claim> alone) {}

    /**
     * Takes runs of one organization and one publisher as far as that goes, in their context. Where the database refuses
     * what they do together, those are sought that are to blame.
     */
    Left carryOut(List<Claim> claims) {
        try {
            var runs = transactions.run(() -> new Segment(kernel).carryOut(claims));
            count(runs);
            return left(claims, runs);
        } catch (RuntimeException failure) {
            if (problems.translate(failure).type() == ProblemType.UNAVAILABLE) {
                throw failure;
            }
            return claims.size() == 1 ? new Left(List.of(), claims) : halves(claims);
        }
    }

    private Left halves(List<Claim> claims) {
        var middle = claims.size() / 2;
        var first = carryOut(claims.subList(0, middle));
        var second = carryOut(claims.subList(middle, claims.size()));
        return new Left(both(first.going, second.going), both(first.alone, second.alone));
    }

    private static Left left(List<Claim> claims, List<SegmentRun> runs) {
        Set<Claim> alone = new HashSet<>(claims);
        var going = new ArrayList<Claim>();
        for (var run : runs) {
            if (!run.isLeft()) {
                alone.remove(run.claim());
                if (run.isUnderWay()) {
                    going.add(run.claim());
                }
            }
        }
        return new Left(going, List.copyOf(alone));
    }

    private static List<Claim> both(List<Claim> some, List<Claim> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** What they have done is committed. */
    void count(List<SegmentRun> runs) {
        runs.stream()
                .flatMap(run -> run.succeeded().stream())
                .forEach(type -> meters
                        .counter("tenantry.automation.steps", "type", type, "outcome", "succeeded")
                        .increment());
    }
}
