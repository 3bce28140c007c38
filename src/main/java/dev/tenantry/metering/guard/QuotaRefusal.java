package dev.tenantry.metering.guard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tenantry.metering.counter.QuotaDecision;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.UsedUp;

/** What those are told who have used something up. */
final class QuotaRefusal {

    private QuotaRefusal() {}

    static ProblemException of(QuotaDecision decision, Instant now) {
        var rule = decision.rule();
        var reset = reset(decision, now);
        return ProblemException.quotaExceeded("%s has used up %s: %s, until %s"
                .formatted(rule.scope().whose(), rule.name(),
                        decision.window().limit(), reset),
                new UsedUp(rule.name(), rule.scope().toString(), decision.window().told(), decision.window().most(),
                        reset),
                decision.reset());
    }

    /** Windows end with a second, and what is left of them is known to the milliseconds that asking took. */
    private static Instant reset(QuotaDecision decision, Instant now) {
        var reset = now.plus(decision.reset());
        return reset.plusMillis(decision.window().isBurst() ? 999 : 500).truncatedTo(ChronoUnit.SECONDS);
    }
}
