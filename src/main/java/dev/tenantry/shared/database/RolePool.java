package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantDataSource;

/**
 * The connections of one run-time role other than the one that serves tenants' requests: {@code authPool} (sign-in, before
 * a caller is known), {@code adminPool} (administration), {@code workerPool} (claims of queued work) and {@code counterPool} (quotas).
 */
public final class RolePool implements AutoCloseable {

    /** The driver's property of what a connection is called. */
    static final String NAME = "ApplicationName";

    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RolePool(HikariDataSource connections) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        transaction.setName(TenantDataSource.OTHER_TRANSACTION);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Runs the work in one transaction of this role, joining one that runs already. What the work reads of a tenant is no
     * part of it, and to write there takes a transaction of its own.
     *
     * @throws IllegalStateException where the work has changed a tenant's entities without one: nobody would write them
     */
    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return transaction.<T>execute(_ -> {
            var result = work.get();
            LostChanges.refuse();
            return result;
        });
    }

    public void inTransaction(Runnable work) {
        this.<@Nullable Void>inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** A connection of its own for whoever listens on it; the caller closes it. */
    public Connection dedicatedConnection() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", connections.getUsername());
        properties.setProperty("password", connections.getPassword());
        properties.setProperty(NAME, connections.getDataSourceProperties().getProperty(NAME));
        return DriverManager.getConnection(connections.getJdbcUrl(), properties);
    }

    /** The pool of the role that serves requests is a data source, and measured as such without being told. */
    void measure(MeterRegistry meters) {
        connections.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    }

    @Override
    public void close() {
        connections.close();
    }
}
