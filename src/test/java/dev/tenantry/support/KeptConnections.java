package dev.tenantry.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Connections that tests open and close for a statement or two. To open one takes longer than most statements: one of each
 * role is kept, as new, for whoever comes next, on whatever thread.
 */
final class KeptConnections {

    private static final Map<String, Deque<Connection>> KEPT = new ConcurrentHashMap<>();

    private KeptConnections() {}

    static Connection take(String url, String user, String password) {
        var kept = KEPT.computeIfAbsent(user + "@" + url, _ -> new ConcurrentLinkedDeque<>());
        try {
            var connection = kept.poll();
            if (connection != null && !connection.isValid(1)) {
                connection.close();
                connection = null;
            }
            if (connection == null) {
                connection = DriverManager.getConnection(url, user, password);
            }
            return lent(connection, kept);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection lent(Connection connection, Deque<Connection> kept) {
        var isReturned = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(KeptConnections.class.getClassLoader(),
                new Class<?>[]{Connection.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "close" -> {
                        if (isReturned.compareAndSet(false, true)) {
                            giveBack(connection, kept);
                        }
                        yield null;
                    }
                    case "isClosed" -> isReturned.get() || connection.isClosed();
                    default -> call(connection, method, arguments);
                });
    }

    private static @Nullable Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** Whatever role, setting, lock or table of its own it has by now is gone. */
    private static void giveBack(Connection connection, Deque<Connection> kept) throws SQLException {
        if (connection.isClosed() || !kept.isEmpty()) {
            connection.close();
            return;
        }
        try (var statement = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.setReadOnly(false);
            statement.execute("discard all");
            kept.add(connection);
        } catch (SQLException _) {
            connection.close();
        }
    }
}
