package dev.tenantry.shared.work;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.Ids;

/** This instance of the application, as others see it: one row, whatever it has claimed. The database's clock decides. */
@Component
public class Instance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private static final String SIGN_OF_LIFE = """
            insert into work_instances as w (id, application_name, uptime_start) values (?, current_setting('application_name'), coalesce(
                (select min(i.uptime_start) from work_instances i where i.seen_at > now() - interval '1 minute'), now()))
            on conflict on constraint work_instances_pkey do update set seen_at = now(), uptime_start = excluded.uptime_start, stopped_at = null,
                application_name = excluded.application_name
            returning w.uptime_start""";
    private static final String STOPPED = "update work_instances set stopped_at = now() where id = ?";
    /** Nobody asks for them any more: what they held is others' long since, or as good as that. */
    private static final String FORGET = "delete from work_instances where seen_at < now() - interval '1 day'";

    private final RolePool worker;
    private final UUID id = Ids.next();
    private long seenAt;
    private Instant upSince = Instant.MIN;
    private boolean isKnown;
    private boolean isRunning;

    public Instance(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    public UUID id() {
        return id;
    }

    /**
     * Since when an instance, this or another one, has been there to do what is due, without a pause of more than a minute, as the last
     * sign of life found it.
     */
    public synchronized Instant upSince() {
        return upSince;
    }

    /** Gives a sign of life, unless the last one is not that old. */
    public synchronized void live(Duration atLeastEvery) {
        var now = System.nanoTime();
        if (isKnown && now - seenAt < atLeastEvery.toNanos()) {
            return;
        }
        if (!isKnown) {
            worker.jdbc().sql(FORGET).update();
        }
        upSince = worker.jdbc()
                .sql(SIGN_OF_LIFE)
                .param(id)
                .query((row, _) -> Rows.instant(row, "uptime_start"))
                .single();
        seenAt = now;
        isKnown = true;
    }

    @Override
    public synchronized void start() {
        isRunning = true;
    }

    /** Behind all that gives signs of life. What it held is others' as it is where it dies. */
    @Override
    public synchronized void stop() {
        isRunning = false;
        if (isKnown) {
            isKnown = false;
            try {
                worker.jdbc().sql(STOPPED).param(id).update();
            } catch (DataAccessException failure) {
                log.warn("that this instance stops is not known to others: {}", Redacted.line(failure));
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
