package dev.tenantry.metering.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import dev.tenantry.metering.counter.LeasedCounters;
import dev.tenantry.metering.counter.QuotaDecision;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.UsedUp;

/** Counts work as requests are counted. */
@Component
class WorkQuotas implements WorkMeter {

    private static final Duration UNTIL_THE_DATABASE_IS_BACK = Duration.ofSeconds(5);

    private final RuleBook rules;
    private final LeasedCounters counters;
    private final MeteringSettings settings;
    private final Clock clock;

    WorkQuotas(RuleBook rules, LeasedCounters counters, MeteringSettings settings, Clock clock) {
        this.rules = rules;
        this.counters = counters;
        this.settings = settings;
        this.clock = clock;
    }

    private record CountedWork(Duration retryAfter, Runnable giving, @Nullable ProblemException refusal)
            implements
                Counted {

        static CountedWork nothing(Duration retryAfter) {
            return new CountedWork(retryAfter, () -> {},
                    retryAfter.isZero()
                            ? null
                            : ProblemException.retryLater(ProblemType.UNAVAILABLE, "this cannot be counted now",
                                    retryAfter));
        }

        @Override
        public @Nullable UsedUp usedUp() {
            return refusal == null ? null : refusal.usedUp();
        }

        @Override
        public void orRefuse() {
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public void putBack() {
            giving.run();
        }
    }

    @Override
    public Counted count(Work work, UUID organization, int number) {
        try {
            return rules.of(work, organization)
                    .map(rule -> count(rule, organization, number))
                    .orElseGet(() -> CountedWork.nothing(Duration.ZERO));
        } catch (DataAccessException | TransactionException failure) {
            return CountedWork.nothing(settings.isAdmitted(failure) ? Duration.ZERO : UNTIL_THE_DATABASE_IS_BACK);
        }
    }

    private CountedWork count(Rule rule, UUID organization, int number) {
        var taken = new ArrayList<QuotaDecision>();
        for (var one = 0; one < number; one++) {
            var decision = take(rule, organization, taken);
            if (!decision.isAdmitted()) {
                putBack(taken, organization);
                var wait = decision.reset();
                return new CountedWork(wait.isZero() ? Duration.ofMillis(1) : wait, () -> {},
                        QuotaRefusal.of(decision, clock.instant()));
            }
            taken.add(decision);
        }
        return new CountedWork(Duration.ZERO, () -> putBack(taken, organization), null);
    }

    private QuotaDecision take(Rule rule, UUID organization, List<QuotaDecision> before) {
        try {
            return counters.take(rule, organization, organization);
        } catch (RuntimeException failure) {
            putBack(before, organization);
            throw failure;
        }
    }

    private void putBack(List<QuotaDecision> taken, UUID organization) {
        taken.forEach(decision -> counters.putBack(decision, organization, organization));
    }

    @Override
    public int most(Work work, UUID organization) {
        return rules.of(work, organization)
                .map(Rule::most)
                .orElse(Integer.MAX_VALUE);
    }
}
