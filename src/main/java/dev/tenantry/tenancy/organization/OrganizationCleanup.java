package dev.tenantry.tenancy.organization;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.tenancy.settings.TenancySettings;

/** Takes away for good, now and then, the organizations whose grace is over. Several instances do no harm. */
@Component
class OrganizationCleanup extends PeriodicTask {

    private static final Duration EVERY = Duration.ofHours(1);

    private final RolePool pool;
    private final TenancySettings settings;

    OrganizationCleanup(RolePool authPool, TenancySettings settings) {
        super("organization-cleanup", EVERY);
        this.pool = authPool;
        this.settings = settings;
    }

    @Override
    protected void work() {
        clean();
    }

    /** @return how many organizations went */
    int clean() {
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
}
