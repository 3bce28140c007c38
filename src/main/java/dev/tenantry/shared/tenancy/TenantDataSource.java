package dev.tenantry.shared.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/** The pool of the role that serves requests; its connections send the tenant context along with what they execute. */
public final class TenantDataSource extends AbstractDataSource implements AutoCloseable {

    /** The name of a transaction that is not one of this pool's, and which does not commit what is done here. */
    public static final String OTHER_TRANSACTION = "a transaction of another role";

    private final DataSource pool;

    /** @param pool connections in manual commit mode */
    public TenantDataSource(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return TenantConnection.around(pool.getConnection());
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
