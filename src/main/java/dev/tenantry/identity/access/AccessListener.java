package dev.tenantry.identity.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.work.Turns;

/**
 * Hears from the database what takes effect on what callers may do, whichever instance caused it. Hearing nothing is told
 * from having nothing to hear by asking the database at every turn.
 */
@Component
class AccessListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AccessListener.class);
    private static final Duration TURN = Duration.ofMillis(250);
    /** Changes take effect within a second, even where the connection has silently died. */
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RolePool pool;
    private volatile @Nullable AccessCache cache;
    /** Known to the listening thread alone. */
    private boolean isInterrupted;
    private volatile boolean running;
    private volatile boolean listening;
    private volatile long heardAt;
    private @Nullable Thread thread;

    AccessListener(RolePool workerPool) {
        this.pool = workerPool;
    }

    void tell(AccessCache told) {
        cache = told;
    }

    /** Whether a change would be heard of. */
    boolean isListening() {
        return listening && System.nanoTime() - heardAt < PATIENCE.toNanos();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("access-listener").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Turns.repeat("listening for changes of access", PAUSE, () -> running, () -> {
            turn();
            Thread.sleep(PAUSE);
        });
    }

    private void turn() {
        try (var connection = pool.dedicatedConnection()) {
            listen(connection);
        } catch (SQLException failure) {
            tellOnce(failure);
        } finally {
            listening = false;
            forgetAll();
        }
    }

    /** An interruption is a remark, however often it is tried to end it. */
    private void tellOnce(SQLException failure) {
        if (running && !isInterrupted) {
            isInterrupted = true;
            log.warn("not listening for changes of access; asking at every request meanwhile: {}",
                    Redacted.line(failure));
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try (var statement = connection.createStatement()) {
            statement.execute("listen access_changed");
            forgetAll();
            heardAt = System.nanoTime();
            listening = true;
            if (isInterrupted) {
                isInterrupted = false;
                log.info("listening for changes of access again");
            }
            var postgres = connection.unwrap(PGConnection.class);
            while (running) {
                var notifications = postgres.getNotifications((int) TURN.toMillis());
                if (notifications == null || notifications.length == 0) {
                    statement.execute("select");
                } else {
                    on(notifications);
                }
                heardAt = System.nanoTime();
            }
        }
    }

    private void on(PGNotification[] notifications) {
        var named = new HashSet<UUID>();
        Arrays.stream(notifications).map(PGNotification::getParameter).forEach(payload -> named.add(id(payload)));
        forget(named);
    }

    /** Ids are unique whatever they are the ids of. */
    private static UUID id(String payload) {
        return UUID.fromString(payload.substring(payload.indexOf(':') + 1));
    }

    private void forget(Set<UUID> named) {
        var told = cache;
        if (told != null) {
            told.forget(key -> named.contains(key.userId()) || named.contains(key.sessionId())
                    || named.contains(key.organizationId()));
        }
    }

    private void forgetAll() {
        var told = cache;
        if (told != null) {
            told.forget(_ -> true);
        }
    }
}
