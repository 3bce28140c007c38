package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.Shares;

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

    private static final int OWNERS = 4;

    private final Semaphore inMemory;
    private final Semaphore atWork;
    private final Semaphore ofStrangers;
    private final Shares shares;

    /**
     * @param inMemory how many may be on their way or here
     * @param atWork   how many of these may be looked at
     */
    LargeBodies(int inMemory, int atWork) {
        this.inMemory = new Semaphore(inMemory, true);
        this.atWork = new Semaphore(atWork, true);
        this.ofStrangers = new Semaphore(Math.max(1, inMemory / 2), true);
        this.shares = new Shares(Math.max(1, inMemory / OWNERS));
    }

    /** As many as this process has memory and processors for. What is made of a body takes several times its size. */
    static LargeBodies forThisProcess(long maxBodyBytes) {
        var runtime = Runtime.getRuntime();
        var fitting = (int) Math.clamp(runtime.maxMemory() / 16 / maxBodyBytes, 4, 256);
        return new LargeBodies(fitting, runtime.availableProcessors());
    }

    /**
     * For one request; to be closed when it is answered.
     *
     * @param owner whose request it is, asked for when its body arrives
     */
    Turn turn(Supplier<Owner> owner) {
        return new Turn(owner);
    }

    /**
     * Who waits for their own turns first. All strangers together have half of them.
     *
     * @param name an organization, or the address of a stranger
     */
    record Owner(boolean isStranger, Object name) {}

    final class Turn implements AutoCloseable {

        private final Supplier<Owner> sender;
        private final Deque<Runnable> held = new ArrayDeque<>();
        private boolean isInMemory;
        private boolean isAtWork;
        private long admittedNanos;

        private Turn(Supplier<Owner> sender) {
            this.sender = sender;
        }

        /**
         * Waits where the body turns out to be large.
         *
         * @param bytes so far
         */
        void arrived(long bytes) {
            if (isInMemory) {
                checkPace();
            } else if (bytes > LARGE) {
                enter(sender.get());
                isInMemory = true;
                admittedNanos = System.nanoTime();
            }
        }

        /** Waits until a large body, which is all here, may be looked at. */
        void ended() {
            if (isInMemory && !isAtWork) {
                take(atWork);
                isAtWork = true;
            }
        }

        @Override
        public void close() {
            while (!held.isEmpty()) {
                held.pop().run();
            }
            isAtWork = false;
            isInMemory = false;
        }

        /** Somebody who sends a byte a second would keep others out for ever. */
        private void checkPace() {
            if (!isAtWork && System.nanoTime() - admittedNanos > LONGEST_ARRIVAL.toNanos()) {
                throw ProblemException.malformed("",
                        "the body takes longer than %s s".formatted(LONGEST_ARRIVAL.toSeconds()));
            }
        }

        /** Who has many others of their own on the way waits for these, and in nobody else's way. */
        private void enter(Owner owner) {
            var own = shares.join(owner.name);
            held.push(() -> shares.leave(owner.name));
            take(own);
            if (owner.isStranger) {
                take(ofStrangers);
            }
            take(inMemory);
        }

        private void take(Semaphore permits) {
            try {
                if (permits.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                    held.push(permits::release);
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
