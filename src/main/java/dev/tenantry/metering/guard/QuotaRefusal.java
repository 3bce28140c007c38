package dev.tenantry.metering.guard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tenantry.metering.counter.Verdict;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.UsedUp;

/** What those are told who have used something up. */
final class QuotaRefusal {

    private QuotaRefusal() {}

    static ProblemException of(Verdict verdict, Instant now) {
        var rule = verdict.rule();
        var reset = now.plus(verdict.reset()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return ProblemException.quotaExceeded("%s has used up %s: %s, until %s"
                .formatted(rule.scope().whose(), rule.name(),
                        verdict.window().limit(), reset),
                new UsedUp(rule.name(), rule.scope().toString(), verdict.window().told(), verdict.window().most(),
                        reset),
                verdict.reset());
    }
}
