package dev.tenantry.shared.tenancy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A connection that tells PostgreSQL the tenant without an exchange of its own: the context rides in front of the first
 * statement of a transaction, as one multi-statement that pgjdbc sends with a single Sync.
 *
 * <p>A read-only transaction is not opened at all: in READ COMMITTED every statement has a snapshot of its own anyway, so
 * each is sent in autocommit mode with the context before it, and both end with the implicit transaction. What cannot ride
 * (batches, plain statements, generated keys, savepoints) and what outlives a statement (cursors, the snapshot of a higher
 * isolation level) opens a real transaction with the context sent first.
 *
 * <p>Where no transaction is active the connection is read-only, too: nobody would commit a write.
 */
final class TenantConnection implements InvocationHandler {

    /** What {@code auth.uid()} and {@code app.reader()} take for nobody in particular; where nothing was said at all, it raises. */
    private static final String NOBODY = "nobody";
    static final int CONTEXT_PARAMETERS = 3;

    private final Connection target;
    private final Runnable released;
    private boolean readOnly;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    /** Outside of a transaction: reads, each for itself. */
    private boolean alone;
    /** Statement by statement, without a transaction on the server. */
    private boolean implicit;
    /** The context of the transaction's first statement, which has to remain that of all others, but for those that are lent it. */
    private @Nullable TenantContext owner;
    /** The context that was sent last. */
    private @Nullable TenantContext bound;
    /** The server's transaction has the context. */
    private boolean established;

    private TenantConnection(Connection target, Runnable released) {
        this.target = target;
        this.released = released;
    }

    /** @param released told when the connection has been given back */
    static Connection around(Connection target, Runnable released) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                new TenantConnection(target, released));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> TenantPreparedStatement.of(this, (Connection) proxy, method, all(arguments));
            case "createStatement" ->
                TenantPlainStatement.of(this, (Connection) proxy, (Statement) result(target, method, arguments));
            case "prepareCall" -> throw new UnsupportedOperationException("call a function by a select");
            case "setSavepoint" -> {
                establish();
                yield call(target, method, arguments);
            }
            case "setReadOnly" -> {
                setReadOnly((boolean) all(arguments)[0]);
                yield null;
            }
            case "isReadOnly" -> refusesWrites();
            case "setTransactionIsolation" -> {
                call(target, method, arguments);
                isolation = (int) all(arguments)[0];
                choose();
                yield null;
            }
            case "setAutoCommit" -> {
                if ((boolean) all(arguments)[0]) {
                    throw new SQLException("this connection works in transactions only");
                }
                yield null;
            }
            case "getAutoCommit" -> false;
            case "commit" -> end(method, arguments);
            case "rollback" -> arguments == null ? end(method, null) : call(target, method, arguments);
            case "close" -> {
                release();
                yield null;
            }
            case "equals" -> proxy == all(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "TenantConnection[" + target + "]";
            default -> call(target, method, arguments);
        };
    }

    /** Whether the next statement still has to bring the context. */
    boolean needsContext() throws SQLException {
        var context = TenantContext.current();
        if (bound != null && !bound.equals(context)) {
            if (!context.equals(owner) && !context.isLentBy(owner)) {
                throw new SQLException("the tenant context changed inside a transaction");
            }
            established = false;
        }
        if (bound == null && alone == isInTransaction()) {
            alone = !alone;
            choose();
        }
        if (!alone) {
            owner = owner == null ? context.owner() : owner;
            bound = context;
        }
        return !established;
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive() && !TenantDataSource.OTHER_TRANSACTION
                .equals(TransactionSynchronizationManager.getCurrentTransactionName());
    }

    /** Whether statements are sent without a transaction around them. */
    boolean isImplicit() {
        return implicit;
    }

    /** The statement with the context in front of it. */
    String withContext(TenantSql sql) {
        return sql.behind(context());
    }

    PreparedStatement prepare(Method method, Object[] arguments) throws Throwable {
        return (PreparedStatement) result(target, method, arguments);
    }

    /** Sets the context's parameters, which stand before the caller's. */
    void bindContext(PreparedStatement statement) throws SQLException {
        var context = TenantContext.current();
        statement.setString(1, context.organizationId().toString());
        statement.setString(2, Objects.toString(context.userId(), NOBODY));
        statement.setString(3, Objects.toString(context.reader(), NOBODY));
    }

    /** Sets what the statement says of the tenant itself. */
    void bindKeys(PreparedStatement statement, IntStream places) throws SQLException {
        for (var place : places.toArray()) {
            statement.setObject(place, TenantContext.current().organizationId());
        }
    }

    /** A statement that carried the context has been executed. */
    void carried() {
        established = !implicit;
    }

    /** Opens a real transaction, with the context sent in an exchange of its own, unless that has happened. */
    void establish() throws SQLException {
        if (!needsContext()) {
            return;
        }
        if (implicit) {
            implicit = false;
            target.setAutoCommit(false);
        }
        try (var statement = target.prepareStatement(context().statement())) {
            bindContext(statement);
            statement.execute();
            established = true;
            bound = TenantContext.current();
        }
    }

    private TenantSql.Context context() {
        if (refusesWrites()) {
            return TenantSql.Context.TO_READ;
        }
        return isRoutine() ? TenantSql.Context.BY_KEPT_PLANS : TenantSql.Context.TO_WRITE;
    }

    private static boolean isRoutine() {
        return TenantDataSource.ROUTINE.equals(TransactionSynchronizationManager.getCurrentTransactionName());
    }

    private boolean refusesWrites() {
        return readOnly || alone;
    }

    private void setReadOnly(boolean wanted) throws SQLException {
        if (bound != null) {
            throw new SQLException("the transaction has begun");
        }
        readOnly = wanted;
        choose();
    }

    /** Only READ COMMITTED takes a snapshot for every statement and so can do without a transaction. */
    private void choose() throws SQLException {
        implicit = alone || readOnly && isolation <= Connection.TRANSACTION_READ_COMMITTED;
        target.setAutoCommit(implicit);
    }

    private @Nullable Object end(Method method, Object @Nullable [] arguments) throws Throwable {
        owner = null;
        bound = null;
        if (implicit) {
            return null;
        }
        established = false;
        call(target, method, arguments);
        choose();
        return null;
    }

    /** Gives the connection back as it was, whatever was done to it past this one: the pool sees only what it is told. */
    private void release() throws SQLException {
        try (target) {
            if (!target.isClosed()) {
                target.setAutoCommit(false);
                target.rollback();
            }
        } finally {
            released.run();
        }
    }

    static Object[] all(Object @Nullable [] arguments) {
        return arguments == null ? new Object[0] : arguments;
    }

    static Object result(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        var result = call(target, method, arguments);
        if (result == null) {
            throw new SQLException(method.getName() + " answered nothing");
        }
        return result;
    }

    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }
}
