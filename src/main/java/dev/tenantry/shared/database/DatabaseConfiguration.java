package dev.tenantry.shared.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import dev.tenantry.shared.tenancy.TenantDataSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.Pool.class})
class DatabaseConfiguration {

    /** This process, as the database knows it by its connections. */
    private static final String APPLICATION = "tenantry-" + UUID.randomUUID();

    /** At least so many organizations have connections at a time. */
    private static final int OWNERS = 2;

    @Bean
    MasterSecret masterSecret(Database database) {
        return database.secret();
    }

    @Bean
    @Primary
    TenantDataSource tenantDataSource(Database database, DatabaseSettings.Pool pool) {
        return new TenantDataSource(connections(database, RunTimeRole.APP, "", pool.size(), pool, false),
                Math.max(1, pool.size() / OWNERS), Duration.ofMillis(pool.connectionTimeout()));
    }

    @Bean
    RolePool authPool(Database database, DatabaseSettings.Pool pool) {
        return new RolePool(connections(database, RunTimeRole.AUTH, "", pool.authSize(), pool, true));
    }

    @Bean
    RolePool adminPool(Database database, DatabaseSettings.Pool pool) {
        return new RolePool(connections(database, RunTimeRole.ADMIN, "", pool.adminSize(), pool, true));
    }

    @Bean
    RolePool workerPool(Database database, DatabaseSettings.Pool pool) {
        return new RolePool(connections(database, RunTimeRole.WORKER, "", pool.workerSize(), pool, true));
    }

    /** As the worker: what each request is counted by is not to wait for what the worker has to do. */
    @Bean
    RolePool counterPool(Database database, DatabaseSettings.Pool pool) {
        return new RolePool(connections(database, RunTimeRole.WORKER, "_counters", pool.counterSize(), pool, true));
    }

    @Bean
    MeterBinder rolePoolMeters(List<RolePool> pools) {
        return meters -> pools.forEach(pool -> pool.measure(meters));
    }

    /** @param suffix tells pools of one role apart */
    private static HikariDataSource connections(Database database, RunTimeRole role, String suffix, int size,
            DatabaseSettings.Pool pool, boolean autoCommit) {
        var config = new HikariConfig();
        config.setPoolName(role.username() + suffix);
        config.setJdbcUrl(database.url());
        config.setUsername(role.username());
        config.setPassword(database.password(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 2));
        config.setConnectionTimeout(pool.connectionTimeout());
        config.setAutoCommit(autoCommit);
        if (role == RunTimeRole.AUTH) {
            // Sign-in waits for its turn, but not for ever.
            config.setConnectionInitSql("set lock_timeout = '5s'");
        }
        Map.of("reWriteBatchedInserts", "true", RolePool.NAME, APPLICATION, "autosave", "never")
                .forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }
}
