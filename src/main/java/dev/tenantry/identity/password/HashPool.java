package dev.tenantry.identity.password;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.work.Turns;

/**
 * Hashes passwords, as many at once as there are cores, in turn for whoever sends them. On threads of its own: a virtual
 * thread that computes for a quarter of a second keeps others from running.
 */
@Component
class HashPool implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** A source that no request has. */
    private static final String OWN = "";
    private static final Duration BREATH = Duration.ofMillis(100);

    private final Duration patience;
    private final FairQueue queue = new FairQueue();
    private final List<Thread> threads;

    HashPool(IdentitySettings settings) {
        this.patience = settings.hashWait();
        this.threads = IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors())
                .mapToObj(number -> Thread.ofPlatform().daemon().name("passwords-" + number).start(this::work))
                .toList();
    }

    /** @throws ProblemException 503 where the turn does not come in time, 429 where one source sends too many at once */
    <T> T run(Callable<T> work) {
        return run(Source.currentOrNull(), work);
    }

    /** @param source null: nobody asks but the application itself, as it does when it starts, and that is neither refused nor given up */
    <T> T run(@Nullable String source, Callable<T> work) {
        var task = new FutureTask<>(work);
        if (source == null) {
            queue.add(OWN, task);
        } else {
            offer(source, task);
        }
        try {
            return source == null ? task.get() : task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw busy();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "the server is stopping", SOON);
        } finally {
            task.cancel(false);
        }
    }

    private void offer(String source, Runnable task) {
        switch (queue.offer(source, task)) {
            case TAKEN -> {
            }
            case SOURCE_FULL -> throw ProblemException.rateLimited("too many passwords at once",
                    "passwords-per-source", "source", FairQueue.MOST_OF_ONE, Duration.ZERO, SOON);
            case FULL -> throw busy();
        }
    }

    private static ProblemException busy() {
        return ProblemException.retryLater(ProblemType.UNAVAILABLE, "too many people are signing in right now", SOON);
    }

    /** What a task fails with is its caller's to hear. */
    private void work() {
        Turns.repeat("the hashing of passwords", BREATH, () -> true, () -> queue.take().run());
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
