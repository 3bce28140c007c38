package dev.tenantry.shared.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The pool of the role that serves requests; its connections send the tenant context along with what they execute. */
public final class TenantDataSource extends AbstractDataSource implements AutoCloseable {

    /** The name of a transaction that is not one of this pool's, and which does not commit what is done here. */
    public static final String OTHER_TRANSACTION = "a transaction of another role";

    /**
     * The name of a transaction that carries out the same statements over and over, all of them by keys: planning one each time takes the
     * server longer than carrying it out for a few rows.
     */
    public static final String ROUTINE = "a transaction of routine";

    private final DataSource pool;
    private final Shares shares;
    private final Duration patience;
    /** Whether this thread has one of them. */
    private final ThreadLocal<Boolean> isHolding = ThreadLocal.withInitial(() -> false);

    /**
     * @param pool     connections in manual commit mode
     * @param share    how many of them one organization may have at a time, and one person; those who wait for each other, for a row that one of
     *                 them has locked, leave the rest to others
     * @param patience how long a further one waits
     */
    public TenantDataSource(DataSource pool, int share, Duration patience) {
        this.pool = pool;
        this.shares = new Shares(share);
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var share = TenantContext.isBound() ? share(TenantContext.current()) : (Runnable) () -> {};
        try {
            return TenantConnection.around(pool.getConnection(), share);
        } catch (SQLException | RuntimeException failure) {
            share.run();
            throw failure;
        }
    }

    /**
     * Waits for what the current organization and person may have before the work waits for anything that others need as well. The first
     * connection that it takes is of that.
     *
     * @throws CannotGetJdbcConnectionException where there is nothing of it in time
     */
    public <T> T reserving(Supplier<T> work) {
        Runnable share;
        try {
            share = share(TenantContext.current());
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("no connection is left to the organization", failure);
        }
        try {
            return work.get();
        } finally {
            share.run();
        }
    }

    /**
     * Of the person's share, and of the organization's: organizations are founded as one likes, and whoever waits for their own
     * takes nothing from others. Who has a connection already, and needs one more beside it, is not kept from it by those who
     * wait for what that one holds.
     */
    private Runnable share(TenantContext context) throws SQLException {
        if (isHolding.get()) {
            return () -> {};
        }
        var user = context.userId();
        var ofPerson = user == null ? (Runnable) () -> {} : share(user);
        try {
            var ofOrganization = share(context.organizationId());
            isHolding.set(true);
            var thread = Thread.currentThread();
            return () -> {
                if (Thread.currentThread() == thread) {
                    isHolding.set(false);
                }
                ofOrganization.run();
                ofPerson.run();
            };
        } catch (SQLException failure) {
            ofPerson.run();
            throw failure;
        }
    }

    /** @return gives it back, once */
    private Runnable share(UUID owner) throws SQLException {
        var permits = shares.join(owner);
        if (!isAcquired(permits)) {
            shares.leave(owner);
            throw new SQLTransientConnectionException(
                    "the organization, or the person, has all the connections that it may have");
        }
        var held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                permits.release();
                shares.leave(owner);
            }
        };
    }

    private boolean isAcquired(Semaphore permits) {
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("the role of this pool is fixed");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(pool) ? type.cast(pool) : super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool) || super.isWrapperFor(type);
    }

    @Override
    public void close() throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
