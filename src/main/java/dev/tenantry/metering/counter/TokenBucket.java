package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import dev.tenantry.metering.rule.BurstLimit;
import dev.tenantry.metering.rule.Rule;

/** Has what one instance lets through come evenly. What it may let through is counted elsewhere. */
final class TokenBucket {

    private record Meter(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final BurstLimit burstLimit;
    private final Bucket bucket;

    TokenBucket(BurstLimit burstLimit, LongSupplier nanos) {
        this.burstLimit = burstLimit;
        var refill = burstLimit.refill();
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burstLimit.burst())
                        .refillGreedy(refill.most(), Duration.ofSeconds(refill.longest())))
                .withCustomTimePrecision(new Meter(nanos))
                .build();
    }

    ConsumptionProbe take() {
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    /** Until when it is too early for another one. */
    QuotaDecision refused(Rule rule, ConsumptionProbe probe) {
        return new QuotaDecision(rule, burstLimit.told(), 0, millis(probe.getNanosToWaitForRefill()), null);
    }

    /** Of what was let through, where there is less left to come at once than there is altogether. */
    QuotaDecision admitted(QuotaDecision decision, ConsumptionProbe probe) {
        return probe.getRemainingTokens() >= decision.remaining()
                ? decision
                : new QuotaDecision(decision.rule(), burstLimit.told(), probe.getRemainingTokens(),
                        millis(probe.getNanosToWaitForReset()), decision.lease());
    }

    void putBack() {
        bucket.addTokens(1);
    }

    /** Whether it is as a new one would be. */
    boolean isFull() {
        return bucket.getAvailableTokens() >= burstLimit.burst();
    }

    /** Nobody is to be told to come back too soon. */
    private static Duration millis(long nanos) {
        return Duration.ofMillis(Math.ceilDiv(nanos, 1_000_000L));
    }
}
