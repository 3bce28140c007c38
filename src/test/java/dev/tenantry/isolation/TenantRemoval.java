package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.Collection;

/** Takes away all that has a tenant's id, rows that nobody here made too, and commits. */
final class TenantRemoval {

    private TenantRemoval() {}

    static void of(Sql sql, Collection<Tenant> tenants) throws SQLException {
        sql.run("set local session_replication_role = replica");
        // Beside what writes counters of several rows in an order of its own: of the two, that is to be refused, and
        // does it again.
        sql.run("set local deadlock_timeout = '20s'");
        for (var tenant : tenants) {
            for (var table : Table.all(sql)) {
                var key = table.isTenants() ? tenant.organization() : tenant.user();
                if (table.owner() != null) {
                    sql.prepare("delete from " + table + " where " + table.owner() + " = ?", key).execute();
                }
            }
        }
        sql.connection().commit();
    }
}
