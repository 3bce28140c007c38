package dev.tenantry.shared.work;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Since when there has been an instance. */
class InstanceTests extends ApiTest {

    private static final Duration ALWAYS = Duration.ZERO;

    @AfterEach
    void asBefore() throws SQLException {
        run("update work_instances set uptime_start = started_at");
    }

    /** Of several that have been there one after the other. */
    @Test
    void isThereSinceTheFirst(@Autowired @Qualifier("workerPool") RolePool worker) throws SQLException {
        run("update work_instances set uptime_start = now() - interval '3 hours', seen_at = now() - interval '50 seconds'");

        var instance = new Instance(worker);
        instance.live(ALWAYS);

        assertThat(instance.upSince()).isBefore(Instant.now().minusSeconds(10_000));
    }

    /** Be it the same one, that could not say so. */
    @Test
    void isThereSinceTheEndOfAPause(@Autowired @Qualifier("workerPool") RolePool worker) throws SQLException {
        var instance = new Instance(worker);
        instance.live(ALWAYS);
        var before = Instant.now();
        run("update work_instances set uptime_start = now() - interval '3 hours', seen_at = now() - interval '70 seconds'");

        instance.live(ALWAYS);

        assertThat(instance.upSince()).isAfter(before.minusSeconds(5));
        var next = new Instance(worker);
        next.live(ALWAYS);
        assertThat(next.upSince()).isEqualTo(instance.upSince());
    }

    private static void run(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var update = connection.createStatement()) {
            update.execute(statement);
        }
    }
}
