package dev.tenantry.identity.tidying;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/** Takes away, now and then, what has ended: sessions and the counts of guesses. Several instances do no harm. */
@Component
class Tidying implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Tidying.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final List<String> ENDED = List.of(
            """
            delete from auth.sessions where id in (
                select id from auth.sessions where not_after < now() - interval '1 day' limit 1000 for update skip locked)""",
            """
                    delete from auth.sign_in_throttles where email in (
                        select email from auth.sign_in_throttles where attempted_at < now() - interval '1 day' limit 1000 for update skip locked)""",
            """
                    delete from auth.mfa_challenges where id in (
                        select id from auth.mfa_challenges where created_at < now() - interval '1 day' limit 1000 for update skip locked)""",
            """
                    delete from auth.oauth_client_states where id in (
                        select id from auth.oauth_client_states where created_at < now() - interval '1 hour' limit 1000 for update skip locked)""",
            """
                    delete from auth.saml_relay_states where id in (
                        select id from auth.saml_relay_states where created_at < now() - interval '1 hour' limit 1000 for update skip locked)""");

    private final RolePool pool;
    private @Nullable Thread thread;

    Tidying(RolePool authPool) {
        this.pool = authPool;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("identity-tidying").start(this::run);
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** @return how much was taken away */
    int tidy() {
        var all = 0;
        for (var ended : ENDED) {
            int some;
            do {
                some = pool.jdbc().sql(ended).update();
                all += some;
            } while (some > 0);
        }
        return all;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                try {
                    tidy();
                } catch (RuntimeException failure) {
                    log.warn("what has ended stays for now: {}", Redacted.line(failure));
                }
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }
}
