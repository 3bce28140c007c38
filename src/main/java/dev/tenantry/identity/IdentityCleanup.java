package dev.tenantry.identity;

import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/** Takes away, now and then, what has ended: sessions and the counts of guesses. Several instances do no harm. */
@Component
class IdentityCleanup extends PeriodicTask {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final List<Ended> ENDED = List.of(
            new Ended("auth.sessions", "id", "not_after", "1 day"),
            new Ended("auth.sign_in_throttles", "email", "attempted_at", "1 day"),
            new Ended("auth.mfa_challenges", "id", "created_at", "1 day"),
            new Ended("auth.one_time_tokens", "id", "expires_at", "1 day"),
            new Ended("auth.send_limits", "recipient", "sent_at", "1 day"),
            new Ended("auth.rate_limits", "key", "resets_at", "0 seconds"),
            new Ended("auth.oauth_client_states", "id", "created_at", "1 hour"),
            new Ended("auth.saml_relay_states", "id", "created_at", "1 hour"),
            new Ended("auth.flow_state", "id", "created_at", "2 days"));

    /**
     * Rows that nobody needs any more.
     *
     * @param since the column that tells when they ended
     * @param kept  for how long they are kept after that, as an interval
     */
    private record Ended(String table, String key, String since, String kept) {

        /** Some at a time, and none that somebody else is at. */
        String deletion() {
            return """
                    delete from %1$s where %2$s in (
                        select %2$s from %1$s where %3$s < now() - interval '%4$s' limit 1000 for update skip locked)"""
                    .formatted(table, key, since, kept);
        }
    }

    private final RolePool pool;

    IdentityCleanup(RolePool authPool) {
        super("identity-cleanup", EVERY);
        this.pool = authPool;
    }

    @Override
    protected void work() {
        clean();
    }

    /** @return how much was taken away */
    int clean() {
        var all = 0;
        for (var ended : ENDED) {
            int some;
            do {
                some = pool.jdbc().sql(ended.deletion()).update();
                all += some;
            } while (some > 0);
        }
        return all;
    }
}
