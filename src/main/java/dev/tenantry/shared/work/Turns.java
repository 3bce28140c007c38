package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.shared.problem.Redacted;

/**
 * Work that is done turn by turn for as long as the application runs. Whatever a turn throws, an exhausted heap or stack
 * included, ends that turn alone: a loop that dies of one item would take everybody's work with it, and nobody would know.
 */
public final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private Turns() {}

    /** One turn of a loop, or one item of it. */
    @FunctionalInterface
    public interface Turn {
        void take() throws InterruptedException;
    }

    /**
     * Takes turns on the current thread until there are to be no more, or the thread is interrupted.
     *
     * @param work  what is done, for the log: {@code the run queue}
     * @param pause how long it waits after a turn that failed
     * @param going whether there is to be another turn
     */
    public static void repeat(String work, Duration pause, BooleanSupplier going, Turn turn) {
        try {
            while (going.getAsBoolean()) {
                if (!attempt(work, turn)) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what may fail. @return whether it went well; where it did not, that is reported */
    public static boolean attempt(String work, Turn turn) throws InterruptedException {
        try {
            turn.take();
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable failure) {
            report(work, failure);
            return false;
        }
    }

    /** Tells of a failure that the work survives, and does not fail itself: memory may be what is short. */
    public static void report(String work, Throwable failure) {
        try {
            if (failure instanceof Error) {
                log.error("{}: an item is given up for now", work, Redacted.of(failure));
            } else {
                log.warn("{}: an item has to wait: {}", work, Redacted.line(failure));
            }
        } catch (Throwable _) {
            // Nothing can be said of it, and there is a next turn.
        }
    }
}
