package dev.tenantry.automation.run.part;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.database.AfterCommit;

/**
 * How many runs steps have begun of each first cause. No row has the count, which all of them would wait for: this instance remembers what it
 * has seen and begun, and looks once more after every so many, and before it refuses any.
 */
@Component
class RunsOfCauses {

    /** Begun between two looks: other instances may begin as many meanwhile. */
    private static final int BETWEEN_LOOKS = 500;
    private static final int MOST_REMEMBERED = 1_000;

    private static final String ROOT = "select root_id from workflow_execution_logs where organization_id = app.org_id() and id = ?";
    private static final String COUNT = """
            select count(*) from (
                select from workflow_execution_logs where organization_id = app.org_id() and root_id = ? and parent_run_id is not null limit ?) begun""";

    private final JdbcClient jdbc;
    private final int most;
    private final Cache<Long, UUID> roots = Caffeine.newBuilder().maximumSize(10L * MOST_REMEMBERED).build();
    private final Cache<UUID, Known> known = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    RunsOfCauses(JdbcClient jdbc, EngineSettings settings) {
        this.jdbc = jdbc;
        this.most = settings.maxPartsPerRoot();
    }

    /** @param seen in the database @param since what has begun here after that */
    private record Known(int seen, AtomicInteger since) {

        int all() {
            return seen + since.get();
        }
    }

    /** @return why there are not to be that many more; null where there may be, or the run is only tried */
    @Nullable
    String objection(long run, int more) {
        var root = root(run);
        return root == null ? null : objectionOf(root, more);
    }

    /** That many more begin with the running transaction. */
    void book(long run, int more) {
        var root = root(run);
        var last = root == null ? null : known.getIfPresent(root);
        if (last != null) {
            AfterCommit.run(() -> last.since.addAndGet(more));
        }
    }

    private @Nullable UUID root(long run) {
        var found = roots.getIfPresent(run);
        if (found == null) {
            found = jdbc.sql(ROOT).param(run).query(UUID.class).optional().orElse(null);
            if (found != null) {
                roots.put(run, found);
            }
        }
        return found;
    }

    private @Nullable String objectionOf(UUID root, int more) {
        var last = known.getIfPresent(root);
        if (last == null || last.since.get() >= BETWEEN_LOOKS || last.all() + more > most) {
            last = new Known(jdbc.sql(COUNT).params(root, most).query(Integer.class).single(), new AtomicInteger());
            known.put(root, last);
        }
        if (last.all() + more > most) {
            return "steps would have begun more than " + most + " runs of one cause";
        }
        return null;
    }
}
