package dev.tenantry.shared.tenancy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that is prepared for real when it is executed: only then is it known whether it has to carry the
 * context. Until then its parameters and settings are kept.
 */
final class TenantPreparedStatement implements InvocationHandler {

    private record Entry(Method addBatch, StatementSettings settings) {}

    private final TenantConnection tenant;
    private final Connection connection;
    private final Method preparation;
    private final Object[] preparationArguments;
    private final TenantSql sql;
    private final StatementSettings settings = new StatementSettings();
    /** The first entry of a batch: if it remains the only one, it can carry the context. */
    private @Nullable Entry held;
    private @Nullable PreparedStatement target;
    private boolean carriesContext;
    private boolean closed;

    private TenantPreparedStatement(TenantConnection tenant, Connection connection, Method preparation,
            Object[] arguments) {
        this.tenant = tenant;
        this.connection = connection;
        this.preparation = preparation;
        this.preparationArguments = arguments;
        this.sql = TenantSql.of((String) arguments[0]);
    }

    static PreparedStatement of(TenantConnection tenant, Connection connection, Method preparation,
            Object[] arguments) {
        return (PreparedStatement) Proxy.newProxyInstance(PreparedStatement.class.getClassLoader(),
                new Class<?>[]{PreparedStatement.class},
                new TenantPreparedStatement(tenant, connection, preparation, arguments));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var name = method.getName();
        if (name.startsWith("set") && arguments != null) {
            return set(method, arguments);
        }
        return switch (name) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> execute(method, arguments);
            case "addBatch" -> addBatch(method, arguments);
            case "executeBatch" -> {
                var count = executeHeld();
                yield count != null ? new int[]{count.intValue()} : call(method, arguments);
            }
            case "executeLargeBatch" -> {
                var count = executeHeld();
                yield count != null ? new long[]{count} : call(method, arguments);
            }
            case "clearBatch" -> {
                held = null;
                yield whenPrepared(method, arguments);
            }
            case "getMetaData", "getParameterMetaData" -> call(method, arguments);
            case "clearParameters" -> {
                settings.removeParameters();
                yield target == null ? null : TenantConnection.call(target, method, arguments);
            }
            case "close" -> {
                closed = true;
                yield target == null ? null : TenantConnection.call(target, method, arguments);
            }
            case "isClosed" -> closed;
            case "getConnection" -> connection;
            case "getWarnings", "clearWarnings", "cancel", "getFetchSize", "getMaxRows", "getQueryTimeout" ->
                whenPrepared(method, arguments);
            case "equals" -> proxy == TenantConnection.all(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> target == null ? String.valueOf(preparationArguments[0]) : target.toString();
            default -> target == null ? call(method, arguments) : TenantConnection.call(target, method, arguments);
        };
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        return TenantConnection.call(materialize(false), method, arguments);
    }

    private @Nullable Object whenPrepared(Method method, Object @Nullable [] arguments) throws Throwable {
        if (target != null) {
            return TenantConnection.call(target, method, arguments);
        }
        var setting = settings.value("s" + method.getName().substring(1));
        return setting != null ? setting : method.getReturnType() == int.class ? 0 : null;
    }

    private @Nullable Object set(Method method, Object[] arguments) throws Throwable {
        var call = settings.add(method, arguments);
        if (target != null) {
            call.applyTo(target, this::place);
        }
        return null;
    }

    private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
        if (!tenant.needsContext() || arguments != null || !canCarryContext()) {
            return call(method, arguments);
        }
        var statement = carry();
        return switch (method.getName()) {
            case "execute" -> statement.getUpdateCount() < 0;
            case "executeQuery" -> rows(statement);
            case "executeLargeUpdate" -> count(statement);
            default -> (int) count(statement);
        };
    }

    private @Nullable Object addBatch(Method method, Object @Nullable [] arguments) throws Throwable {
        if (held == null && target == null && arguments == null && tenant.needsContext() && canCarryContext()) {
            held = new Entry(method, settings.copy());
            return null;
        }
        releaseHeld();
        return call(method, arguments);
    }

    /** Executes a batch of one with the context; null where the batch is another. */
    private @Nullable Long executeHeld() throws Throwable {
        if (held == null || !tenant.needsContext()) {
            releaseHeld();
            return null;
        }
        settings.addAll(held.settings);
        held = null;
        return count(carry());
    }

    private void releaseHeld() throws Throwable {
        if (held == null) {
            return;
        }
        var following = settings.copy();
        settings.addAll(held.settings);
        var addBatch = held.addBatch;
        held = null;
        var prepared = materialize(false);
        TenantConnection.call(prepared, addBatch, null);
        following.applyTo(prepared, this::place);
        settings.addAll(following);
    }

    private PreparedStatement carry() throws Throwable {
        var statement = materialize(true);
        tenant.bindContext(statement);
        statement.execute();
        tenant.carried();
        statement.getMoreResults();
        return statement;
    }

    /**
     * Generated keys are asked for by a second argument, a returning clause that is not the context's to have; and a
     * cursor needs a transaction to be read in. A parameter whose type only the server can tell makes pgjdbc describe
     * the statement, after which it sends what precedes it by itself: without a transaction the context would end there.
     */
    private boolean canCarryContext() {
        return preparation.getParameterCount() != 2
                && !(tenant.isImplicit() && (settings.wantCursor() || settings.haveUntyped()));
    }

    private static Object rows(PreparedStatement statement) throws SQLException {
        var rows = statement.getResultSet();
        if (rows == null) {
            throw new SQLException("the statement returned no rows");
        }
        return rows;
    }

    private static long count(PreparedStatement statement) throws SQLException {
        var count = statement.getLargeUpdateCount();
        if (count < 0) {
            throw new SQLException("the statement returned rows");
        }
        return count;
    }

    private PreparedStatement materialize(boolean withContext) throws Throwable {
        if (closed) {
            throw new SQLException("the statement is closed");
        }
        if (!withContext) {
            tenant.establish();
        }
        if (target != null && carriesContext == withContext) {
            tenant.bindKeys(target, keys());
            return target;
        }
        if (target != null) {
            target.close();
        }
        var arguments = preparationArguments.clone();
        arguments[0] = withContext ? tenant.withContext(sql) : sql.text();
        var prepared = tenant.prepare(preparation, arguments);
        carriesContext = withContext;
        target = prepared;
        settings.applyTo(prepared, this::place);
        tenant.bindKeys(prepared, keys());
        return prepared;
    }

    /** Where the caller's parameter of this number stands among all of them. */
    private int place(int number) {
        return sql.place(number) + shift();
    }

    /** Where the tenant's key is to stand. */
    private IntStream keys() {
        return sql.keys().stream().mapToInt(key -> key + shift());
    }

    /** How many parameters stand before the statement's own. */
    private int shift() {
        return carriesContext ? TenantConnection.CONTEXT_PARAMETERS : 0;
    }
}
