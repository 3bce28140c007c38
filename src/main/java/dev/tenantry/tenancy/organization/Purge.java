package dev.tenantry.tenancy.organization;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.tenancy.settings.TenancySettings;

/** Takes away for good, now and then, the organizations whose grace is over. Several instances do no harm. */
@Component
class Purge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final RolePool pool;
    private final TenancySettings settings;
    private @Nullable Thread thread;

    Purge(RolePool authPool, TenancySettings settings) {
        this.pool = authPool;
        this.settings = settings;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("organization-purge").start(this::run);
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

    /** @return how many organizations went */
    int purge() {
        var all = 0;
        int some;
        do {
            some = pool.jdbc()
                    .sql("select app.purge_organizations(?)")
                    .param(settings.deletionGrace().toMillis())
                    .query(Integer.class)
                    .single();
            all += some;
        } while (some > 0);
        return all;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                try {
                    purge();
                } catch (RuntimeException failure) {
                    log.warn("deleted organizations stay for now: {}", Redacted.line(failure));
                }
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }
}
