package dev.tenantry.identity.link.onetime;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;

/**
 * Gives answers that must not tell whether there is an account their time: what takes longer where there is one is done
 * well within it.
 */
@Component
public class MinimumResponseTime {

    private final Duration least;

    MinimumResponseTime(AccountSettings settings) {
        this.least = settings.answerAfter();
    }

    public <T extends @Nullable Object> T after(Supplier<T> work) {
        var start = System.nanoTime();
        try {
            return work.get();
        } finally {
            pause(least.minusNanos(System.nanoTime() - start));
        }
    }

    public void after(Runnable work) {
        this.<@Nullable Void>after(() -> {
            work.run();
            return null;
        });
    }

    private static void pause(Duration remaining) {
        if (remaining.isPositive()) {
            try {
                Thread.sleep(remaining);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
