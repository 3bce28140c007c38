package dev.tenantry.identity.password;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void takesAsLongForNobodyAsForSomebody() {
        try (var pool = new HashPool(settings(9, Duration.ofSeconds(30)))) {
            var passwords = new Passwords(pool, settings(9, Duration.ofSeconds(30)));
            var hash = passwords.hash("a password");

            var somebody = Long.MAX_VALUE;
            var nobody = Long.MAX_VALUE;
            var tooLong = Long.MAX_VALUE;
            // In turn, so that whatever else the machine does meets all three; the shortest of each counts.
            for (var round = 0; round < 12; round++) {
                somebody = Math.min(somebody, time(passwords, hash, "a wrong password"));
                nobody = Math.min(nobody, time(passwords, null, "a wrong password"));
                tooLong = Math.min(tooLong, time(passwords, hash, "x".repeat(73)));
            }

            assertThat((double) nobody / somebody).isBetween(0.5, 2.0);
            assertThat((double) tooLong / somebody).isBetween(0.5, 2.0);
        }
    }

    @Test
    void hashesNoMoreAtOnceThanThereAreCores() {
        try (var pool = new HashPool(settings(4, Duration.ofSeconds(30)))) {
            var running = new AtomicInteger();
            var most = new AtomicInteger();

            Parallel.times(CORES * 8, () -> pool.run(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.sleep(5);
                return running.decrementAndGet();
            }));

            assertThat(most.get()).isEqualTo(CORES);
        }
    }

    @Test
    void asksThoseToComeLaterWhoseTurnDoesNotCome() throws InterruptedException {
        try (var pool = new HashPool(settings(4, Duration.ofMillis(100)))) {
            var busy = new CountDownLatch(CORES);
            var done = new CountDownLatch(1);
            for (var core = 0; core < CORES; core++) {
                // Which give up as well.
                Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).start(() -> pool.run(() -> {
                    busy.countDown();
                    return done.await(10, TimeUnit.SECONDS);
                }));
            }
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> pool.run("203.0.113.9", () -> true))
                    .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE))
                    .satisfies(problem -> assertThat(problem.headers()).containsKey("Retry-After"));
            Thread.ofVirtual().start(() -> {
                sleep(Duration.ofMillis(300));
                done.countDown();
            });
            assertThat(pool.run(null, () -> true)).as("of the application itself").isTrue();
        }
    }

    @Test
    void findsACostThatTakesItsTime() {
        assertThat(Calibration.cost()).isBetween(10, 15);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long time(Passwords passwords, @Nullable String hash, String password) {
        var start = System.nanoTime();
        assertThat(passwords.matches(password, hash)).isFalse();
        return System.nanoTime() - start;
    }

    private static IdentitySettings settings(int cost, Duration hashWait) {
        var given = new MapConfigurationPropertySource(Map.of("tenantry.identity.password-cost", cost,
                "tenantry.identity.hash-wait", hashWait));
        return new Binder(given).bindOrCreate("tenantry.identity", IdentitySettings.class);
    }
}
