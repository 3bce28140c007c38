package dev.tenantry.shared.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/**
 * Hears what any instance tells on a channel of the database, on a connection of its own. Hearing nothing is told from having
 * nothing to hear by asking the database at every turn.
 */
public final class ChannelListener {

    private static final Logger log = LoggerFactory.getLogger(ChannelListener.class);
    private static final Duration TURN = Duration.ofMillis(250);
    /** What is told is heard within a second, or known not to be, even where the connection has silently died. */
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RolePool pool;
    private final String channel;
    private final String matter;
    private final Hearer hearer;
    private final UUID id = UUID.randomUUID();
    /** Known to the listening thread alone. */
    private boolean isLost;
    private volatile boolean running;
    private volatile boolean listening;
    private volatile boolean hasMissed;
    private volatile long heardAt;
    private @Nullable Thread thread;

    /**
     * @param channel a name that needs no quotes
     * @param matter  what is told there, for the log: {@code changes of access}
     */
    public ChannelListener(RolePool pool, String channel, String matter, Hearer hearer) {
        this.pool = pool;
        this.channel = channel;
        this.matter = matter;
        this.hearer = hearer;
    }

    /** Whom it is told, on the listening thread. Whoever fails at it is told anew that something was missed, until that goes well. */
    public interface Hearer {

        /** Whoever reads all anew does so as where something was missed. */
        default void hear(List<String> payloads) {
            miss();
        }

        /** Something may have been told that was not heard: listening has just begun, or has ended. */
        void miss();
    }

    /** Whether it would hear what is told now. */
    public boolean isListening() {
        return listening && System.nanoTime() - heardAt < PATIENCE.toNanos();
    }

    /** Behind the commit of what was told here: every instance has heard it, or has had two seconds to. Does not fail. */
    void awaitAll() {
        if (running) {
            Acknowledgements.await(pool, channel, matter);
        }
    }

    /** Whoever hears could not read what has changed, and is told that again by the next turn. */
    void missed() {
        hasMissed = true;
    }

    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("listener-" + channel).start(this::run);
    }

    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    public boolean isRunning() {
        return running;
    }

    private void run() {
        Turns.repeat("listening for " + matter, PAUSE, () -> running, () -> {
            turn();
            Thread.sleep(PAUSE);
        });
    }

    private void turn() {
        try (var connection = pool.dedicatedConnection()) {
            listen(connection);
        } catch (SQLException | RuntimeException failure) {
            tellOnce(failure);
        } finally {
            listening = false;
        }
        try {
            if (running) {
                hearer.miss();
            }
        } catch (RuntimeException failure) {
            tellOnce(failure);
        }
    }

    /** A loss is a remark, however often it is tried to end it. */
    private void tellOnce(Exception failure) {
        if (running && !isLost) {
            isLost = true;
            log.warn("not listening for {}; the database is asked meanwhile: {}", matter, Redacted.line(failure));
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
            hearer.miss();
            heardAt = System.nanoTime();
            listening = true;
            if (isLost) {
                isLost = false;
                log.info("listening for {} again", matter);
            }
            var postgres = connection.unwrap(PGConnection.class);
            while (running) {
                var notifications = postgres.getNotifications((int) TURN.toMillis());
                if (notifications == null || notifications.length == 0) {
                    statement.execute("select");
                } else {
                    hear(connection, Arrays.stream(notifications).map(PGNotification::getParameter).toList());
                }
                tellOfMissed();
                heardAt = System.nanoTime();
            }
        }
    }

    /** Whoever asks whether something was heard asks behind it. */
    private void hear(Connection connection, List<String> payloads) throws SQLException {
        var told = payloads.stream().filter(payload -> !Acknowledgements.isQuestion(payload)).toList();
        if (!told.isEmpty()) {
            hearer.hear(told);
        }
        for (var payload : payloads) {
            if (Acknowledgements.isQuestion(payload)) {
                Acknowledgements.answer(connection, id, payload);
            }
        }
    }

    /** A failure ends the connection, and the next one begins by telling anew. */
    private void tellOfMissed() {
        if (hasMissed) {
            hasMissed = false;
            hearer.miss();
        }
    }
}
