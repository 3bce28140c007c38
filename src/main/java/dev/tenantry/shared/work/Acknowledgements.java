package dev.tenantry.shared.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/**
 * Asks on a channel, behind what was told there, whether that has been heard, and waits until as many listeners as there are instances say so. An instance
 * whose process has died has no connections any more, and is not waited for. One of which the database cannot know that, as its machine or the network is gone, is waited for as long
 * as it counts as alive, which is a moment each time: whoever asks goes on without it.
 */
final class Acknowledgements {

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);
    private static final String QUESTION = "heard? ";
    private static final String ANSWERS = "work_heard";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofMillis(200);
    /** Two signs of life may come late. */
    private static final String ALIVE = """
            select count(*) from work_instances w where w.seen_at > now() - interval '40 seconds' and w.stopped_at is null
                and (w.application_name is null or exists (select from pg_stat_activity a where a.application_name = w.application_name))""";

    private Acknowledgements() {}

    static boolean isQuestion(String payload) {
        return payload.startsWith(QUESTION);
    }

    /** What was told before is known here by now. @param listener who says so */
    static void answer(Connection connection, UUID listener, String question) throws SQLException {
        notify(connection, ANSWERS, question.substring(QUESTION.length()) + " " + listener);
    }

    /** What is committed when it is called is known to all instances when it returns, or two seconds have gone by. Does not fail. */
    static void await(RolePool pool, String channel, String matter) {
        try (var connection = pool.dedicatedConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            if (!isHeard(connection, channel)) {
                log.warn("not every instance that counts as alive has confirmed {}", matter);
            }
        } catch (SQLException | RuntimeException failure) {
            log.warn("it is not known whether every instance has heard of {}: {}", matter, Redacted.line(failure));
        }
    }

    /** Whether all have said so in time. */
    static boolean isHeard(Connection connection, String channel) throws SQLException {
        var question = UUID.randomUUID().toString();
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + ANSWERS);
        }
        notify(connection, channel, QUESTION + question);
        var answered = new HashSet<UUID>();
        var postgres = connection.unwrap(PGConnection.class);
        for (var begun = System.nanoTime(); answered.size() < alive(connection);) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return false;
            }
            collect(postgres, question + " ", answered);
        }
        return true;
    }

    private static void collect(PGConnection postgres, String prefix, Set<UUID> answered) throws SQLException {
        var answers = postgres.getNotifications((int) TURN.toMillis());
        for (var answer : answers == null ? List.<PGNotification>of() : List.of(answers)) {
            if (answer.getParameter().startsWith(prefix)) {
                answered.add(UUID.fromString(answer.getParameter().substring(prefix.length())));
            }
        }
    }

    static long alive(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(ALIVE)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void notify(Connection connection, String channel, String payload) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, payload);
            statement.execute();
        }
    }
}
