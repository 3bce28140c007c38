package dev.tenantry.support;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Does the same many times at once. */
public final class Parallel {

    private Parallel() {}

    /** All begin together; the results are in no particular order. */
    public static <T> List<T> times(int count, Callable<T> work) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, count).mapToObj(_ -> threads.submit(() -> {
                start.await();
                return work.call();
            })).toList();
            start.countDown();
            threads.shutdown();
            threads.awaitTermination(2, TimeUnit.MINUTES);
            return running.stream().map(Future::resultNow).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
