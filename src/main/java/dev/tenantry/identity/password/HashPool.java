package dev.tenantry.identity.password;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Hashes passwords, as many at once as there are cores. On threads of its own: a virtual thread that computes for a
 * quarter of a second keeps others from running.
 */
@Component
class HashPool implements AutoCloseable {

    private static final int WAITING = 1000;

    private final Duration patience;
    private final ThreadPoolExecutor threads;

    HashPool(IdentitySettings settings) {
        this.patience = settings.hashWait();
        var cores = Runtime.getRuntime().availableProcessors();
        this.threads = new ThreadPoolExecutor(cores, cores, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("passwords-", 1).factory());
    }

    /** @throws ProblemException 503 where the turn does not come in time */
    <T> T run(Callable<T> work) {
        try {
            var result = threads.submit(work);
            try {
                return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                result.cancel(false);
            }
        } catch (TimeoutException | RejectedExecutionException _) {
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "too many people are signing in right now",
                    Duration.ofSeconds(5));
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "the server is stopping", Duration.ofSeconds(5));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
