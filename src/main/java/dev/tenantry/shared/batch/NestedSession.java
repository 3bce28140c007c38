package dev.tenantry.shared.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a part of the current transaction behind a savepoint, in a persistence context of its own. A failure undoes the part
 * alone: Hibernate, which gives a whole transaction up at the first refused statement, gives up the part's session only.
 */
@Component
public class NestedSession {

    private static final Set<String> ENDINGS = Set.of("commit", "close", "setAutoCommit", "abort");

    private final EntityManagerFactory factory;

    NestedSession(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** @throws RuntimeException what the work threw, after its effects are undone */
    public <T> @Nullable T run(Session outer, Supplier<@Nullable T> work) {
        return outer.<@Nullable T>doReturningWork(connection -> {
            var savepoint = connection.setSavepoint();
            try {
                var result = inSession(connection, work);
                connection.releaseSavepoint(savepoint);
                return result;
            } catch (RuntimeException failure) {
                connection.rollback(savepoint);
                // It would stay, with the next one inside of it: a thousand deep, each row costs a thousand looks.
                connection.releaseSavepoint(savepoint);
                throw failure;
            }
        });
    }

    private <T> @Nullable T inSession(Connection connection, Supplier<@Nullable T> work) {
        var outer = TransactionSynchronizationManager.unbindResource(factory);
        try (var session = factory.unwrap(SessionFactory.class)
                .withOptions()
                .connection(withoutEnd(connection))
                .openSession()) {
            var transaction = session.beginTransaction();
            TransactionSynchronizationManager.bindResource(factory, new Holder(session));
            try {
                var result = work.get();
                transaction.commit();
                return result;
            } catch (RuntimeException failure) {
                transaction.rollback();
                throw failure;
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        } finally {
            TransactionSynchronizationManager.bindResource(factory, outer);
        }
    }

    /** The connection, whose transaction the part cannot end. */
    private static Connection withoutEnd(Connection connection) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> {
                    if (ENDINGS.contains(method.getName())
                            || method.getName().equals("rollback") && arguments == null) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getTargetException();
                    }
                });
    }

    /** Makes Spring's transactions join the part. */
    private static final class Holder extends EntityManagerHolder {

        Holder(Session session) {
            super(session);
            setTransactionActive(true);
            setSynchronizedWithTransaction(true);
        }
    }
}
