package dev.tenantry.shared.limit;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.UsedUp;

/** Whoever counts what is done for an organization without a request, under the quotas that its requests count under. What is beyond them waits. */
public interface WorkMeter {

    /** What came of asking. */
    interface Counted {

        /** Zero, or how long there are not so many. */
        Duration retryAfter();

        /** What there is not enough of; null where there is, or it cannot be counted now. */
        @Nullable
        UsedUp usedUp();

        /**
         * For what somebody asks for and nobody can do later.
         *
         * @throws dev.tenantry.shared.problem.ProblemException 429 where there are not so many
         */
        void orRefuse();

        /** Nothing was done. */
        void putBack();
    }

    /** Counts so many where there are so many left, or none. Outside of transactions. */
    Counted count(Work work, UUID organization, int number);

    /** How many there can be at all at a time. */
    int most(Work work, UUID organization);
}
