package dev.tenantry.shared.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever waits for a row of their own organization holds a connection; others are served meanwhile. */
class ConnectionShareTests extends ApiTest {

    private static final Duration NO_TIME = Duration.ofMillis(50);
    private static final String WAITING = """
            with recursive waiting (pid) as (
                select ?
                union
                select l.pid from pg_locks l join waiting w on w.pid = any (pg_blocking_pids(l.pid)) where not l.granted)
            select count(*) - 1 from waiting""";

    @Test
    void othersAreServedWhileOneOrganizationWaitsForItself() throws SQLException {
        var crowd = people.signUp().api();
        var other = people.signUp().api();
        var contact = crowd.post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();

        CompletableFuture<?> writes;
        try (var lock = TestDatabase.server().connectAsSuperuser()) {
            lock.setAutoCommit(false);
            try (var row = lock.prepareStatement("select from contacts where id = ?::bigint for update")) {
                row.setString(1, contact);
                row.execute();
            }
            writes = CompletableFuture.supplyAsync(() -> Parallel.times(40,
                    () -> crowd.patch("/api/v1/contacts/" + contact, "{\"phone\": \"1815\"}")));
            awaitWaiting(lock.unwrap(PGConnection.class).getBackendPID());

            for (var look = 0; look < 20; look++) {
                other.get("/api/v1/contacts").expect(200);
            }
            assertThat(writes).isNotDone();
            lock.rollback();
        }
        assertThat(writes.join()).asList().allSatisfy(answer -> ((Answer) answer).expect(200));
    }

    @Test
    void aShareIsGivenBackOnceAndWholly() throws SQLException {
        var source = new TenantDataSource(
                new DriverManagerDataSource(TestDatabase.server().url(),
                        "tenantry_app", TestDatabase.passwordOf("tenantry_app")),
                2, NO_TIME);
        var one = new TenantContext(UUID.randomUUID(), null);
        var other = new TenantContext(UUID.randomUUID(), null);

        for (var round = 0; round < 3; round++) {
            var first = elsewhere(one, source);
            try (var _ = elsewhere(one, source)) {
                assertThatThrownBy(() -> one.call(source::getConnection)).hasMessageContaining("all the connections");
                other.call(() -> {
                    source.getConnection().close();
                    return true;
                });
            }
            first.close();
            first.close();
        }
    }

    /** Its connection takes no further one of the share. */
    @Test
    void whoReservesAConnectionHasTheFirst() {
        var source = new TenantDataSource(
                new DriverManagerDataSource(TestDatabase.server().url(),
                        "tenantry_app", TestDatabase.passwordOf("tenantry_app")),
                1, NO_TIME);
        var one = new TenantContext(UUID.randomUUID(), null);

        for (var round = 0; round < 3; round++) {
            one.run(() -> source.reserving(() -> {
                assertThatThrownBy(() -> elsewhere(one, source)).hasStackTraceContaining("all the connections");
                try (var connection = source.getConnection()) {
                    return connection.isValid(1);
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }));
        }
    }

    /** What it waits for may be what those do that have the others. */
    @Test
    void whoHasAConnectionIsNotKeptFromOneBesideIt() throws SQLException {
        var source = new TenantDataSource(
                new DriverManagerDataSource(TestDatabase.server().url(),
                        "tenantry_app", TestDatabase.passwordOf("tenantry_app")),
                1, NO_TIME);

        new TenantContext(UUID.randomUUID(), UUID.randomUUID()).call(() -> {
            for (var round = 0; round < 3; round++) {
                try (var _ = source.getConnection(); var beside = source.getConnection()) {
                    assertThat(beside.isValid(1)).isTrue();
                }
            }
            return true;
        });
    }

    /** On a thread of its own, as a request has. */
    private static Connection elsewhere(TenantContext context, TenantDataSource source) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> context.call(source::getConnection)).get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Until four wait for that session, or for each other behind it. */
    private static void awaitWaiting(int holder) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var locks = connection.prepareStatement(WAITING)) {
            locks.setInt(1, holder);
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            for (var waiting = 0; waiting < 4;) {
                try (var count = locks.executeQuery()) {
                    count.next();
                    waiting = count.getInt(1);
                }
                assertThat(System.nanoTime()).as("nobody waits for the row").isLessThan(deadline);
            }
        }
    }
}
