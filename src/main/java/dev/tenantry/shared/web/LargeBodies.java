package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Lets requests with large bodies in a few at a time, whoever sends them. A body of megabytes takes memory from its first
 * byte on and a processor once it is read, and everybody else shares both: many small requests do not wait for it, other large
 * ones do. Who waits too long is told to come back.
 */
final class LargeBodies {

    /** In bytes. What people and most programs send is smaller. */
    static final int LARGE = 32 * 1024;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ARRIVAL = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore inMemory;
    private final Semaphore atWork;

    /**
     * @param inMemory how many may be on their way or here
     * @param atWork   how many of these may be looked at
     */
    LargeBodies(int inMemory, int atWork) {
        this.inMemory = new Semaphore(inMemory, true);
        this.atWork = new Semaphore(atWork, true);
    }

    /** As many as this process has memory and processors for. What is made of a body takes several times its size. */
    static LargeBodies forThisProcess(long maxBodyBytes) {
        var runtime = Runtime.getRuntime();
        var fitting = (int) Math.clamp(runtime.maxMemory() / 16 / maxBodyBytes, 4, 256);
        return new LargeBodies(fitting, runtime.availableProcessors());
    }

    /** For one request; to be closed when it is answered. */
    Turn turn() {
        return new Turn();
    }

    final class Turn implements AutoCloseable {

        private boolean isInMemory;
        private boolean isAtWork;
        private long admittedNanos;

        /**
         * Waits where the body turns out to be large.
         *
         * @param bytes so far
         */
        void arrived(long bytes) {
            if (isInMemory) {
                checkPace();
            } else if (bytes > LARGE) {
                await(inMemory);
                isInMemory = true;
                admittedNanos = System.nanoTime();
            }
        }

        /** Waits until a large body, which is all here, may be looked at. */
        void ended() {
            if (isInMemory && !isAtWork) {
                await(atWork);
                isAtWork = true;
            }
        }

        @Override
        public void close() {
            if (isAtWork) {
                atWork.release();
            }
            if (isInMemory) {
                inMemory.release();
            }
            isAtWork = false;
            isInMemory = false;
        }

        /** Somebody who sends a byte a second would keep others out for ever. */
        private void checkPace() {
            if (!isAtWork && System.nanoTime() - admittedNanos > LONGEST_ARRIVAL.toNanos()) {
                throw ProblemException.malformed("",
                        "the body takes longer than %d s".formatted(LONGEST_ARRIVAL.toSeconds()));
            }
        }

        private static void await(Semaphore permits) {
            try {
                if (permits.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "other large requests have to end first",
                    RETRY_AFTER);
        }
    }
}
