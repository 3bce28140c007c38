package dev.tenantry.shared.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that is ready to serve: its run-time roles exist and the schema is current. The owner's credential is used
 * for that alone and not kept.
 *
 * @param url     its JDBC URL
 * @param secret  what the roles' passwords derive from
 * @param isFresh whether this start created it
 */
record Database(String url, MasterSecret secret, boolean isFresh) {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    static Database prepare(String url, String owner, String ownerPassword, MasterSecret secret, boolean fresh) {
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword)) {
            new RoleProvisioner(connection, secret).provision();
        } catch (SQLException failure) {
            throw DatabaseUnavailableException.notPrepared(url, failure);
        }
        var migration = Flyway.configure()
                .dataSource(url, owner, ownerPassword)
                .schemas("public")
                .validateMigrationNaming(true)
                .load()
                .migrate();
        if (migration.migrationsExecuted > 0) {
            LOG.info("the schema is at version {} after {} migrations", migration.targetSchemaVersion,
                    migration.migrationsExecuted);
        }
        return new Database(url, secret, fresh);
    }

    String password(RunTimeRole role) {
        return secret.derivePassword(role.username());
    }
}
