package dev.tenantry.identity.signin;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Bounds guessing. A guess is booked before it is evaluated, so that many at once cannot all be: those beyond what the
 * address has left wait for the outcome of the ones before them.
 */
@Component
class Throttle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Between two looks, in milliseconds; longer and longer, since many may wait. */
    private static final long SHORTEST_PAUSE = 40;
    private static final long LONGEST_PAUSE = 640;
    /** After this a booking whose outcome was never told (its instance died) is void. */
    private static final String VOID = "t.attempted_at < now() - interval '1 minute'";
    private static final String OVER = "(t.locked_until <= now() or t.attempted_at < now() - :window * interval '1 second')";
    private static final String FAILURES = "(case when " + OVER + " then 0 else t.failures end)";
    private static final String PENDING = "(case when " + VOID + " then 0 else t.pending end)";
    private static final String BOOK = "insert into auth.sign_in_throttles as t (email, pending) values (:email, 1) "
            + "on conflict (email) do update set failures = " + FAILURES + ", pending = " + PENDING + " + 1, "
            + "locked_until = null, attempted_at = now() "
            + "where (t.locked_until is null or t.locked_until <= now()) and " + FAILURES + " + " + PENDING
            + " < :limit";

    private final JdbcClient jdbc;
    private final Limits limits;
    private final int limit;
    private final Duration lock;

    Throttle(RolePool authPool, Limits limits, IdentitySettings settings) {
        this.limits = limits;
        this.jdbc = authPool.jdbc();
        this.limit = settings.lockAfter();
        this.lock = settings.lockFor();
    }

    /** @throws ProblemException 429 where the address is locked, or too many passwords from this source were wrong */
    void book(String email) {
        limits.chargeSource(Limit.SIGN_INS_PER_SOURCE);
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        var pause = SHORTEST_PAUSE;
        while (!tryBook(email)) {
            refuseWhereLocked(email);
            if (System.nanoTime() > giveUp) {
                throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "too many attempts at once",
                        Duration.ofSeconds(5));
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    boolean isLocked(String email) {
        return jdbc.sql("select exists (select from auth.sign_in_throttles where email = ? and locked_until > now())")
                .param(email)
                .query(Boolean.class)
                .single();
    }

    /** The booked guess was wrong. */
    void failed(String email) {
        jdbc.sql("""
                update auth.sign_in_throttles set pending = greatest(pending - 1, 0), failures = failures + 1,
                    locked_until = case when failures + 1 >= ? then now() + ? * interval '1 second' end
                where email = ?""").params(limit, lock.toSeconds(), email).update();
    }

    /** The booked guess was right. */
    void succeeded(String email) {
        limits.refundSource(Limit.SIGN_INS_PER_SOURCE);
        jdbc.sql("update auth.sign_in_throttles set pending = greatest(pending - 1, 0), failures = 0 where email = ?")
                .param(email)
                .update();
    }

    /** There is another password now: guesses at the one before it count for nothing. */
    void forget(String email) {
        jdbc.sql("update auth.sign_in_throttles set failures = 0, locked_until = null where email = ?")
                .param(email)
                .update();
    }

    /** The booked guess was not evaluated. */
    void released(String email) {
        limits.refundSource(Limit.SIGN_INS_PER_SOURCE);
        jdbc.sql("update auth.sign_in_throttles set pending = greatest(pending - 1, 0) where email = ?")
                .param(email)
                .update();
    }

    private boolean tryBook(String email) {
        return jdbc.sql(BOOK)
                .param("email", email)
                .param("limit", limit)
                .param("window", lock.toSeconds())
                .update() == 1;
    }

    private void refuseWhereLocked(String email) {
        jdbc.sql("select ceil(extract(epoch from locked_until - now()))::bigint from auth.sign_in_throttles "
                + "where email = ? and locked_until > now()")
                .param(email)
                .query(Long.class)
                .optional()
                .ifPresent(seconds -> {
                    throw ProblemException.rateLimited("too many wrong passwords; try again later",
                            "wrong-passwords-per-account", "account", limit, lock, Duration.ofSeconds(seconds));
                });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "the server is stopping", Duration.ofSeconds(5));
        }
    }
}
