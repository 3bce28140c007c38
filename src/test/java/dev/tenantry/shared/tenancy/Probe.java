package dev.tenantry.shared.tenancy;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.cfg.ManagedBeanSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.support.TestDatabase;

/**
 * The tenancy kernel over a table of its own, as the application uses it (JPA and JdbcClient in one transaction), but with
 * a pool of one connection whose exchanges are counted.
 */
final class Probe implements AutoCloseable {

    static final TenantContext A = new TenantContext(Ids.next(), Ids.next());
    static final TenantContext B = new TenantContext(Ids.next(), Ids.next());

    final ExchangeCounter exchanges;
    final HikariDataSource pool;
    final TenantDataSource dataSource;
    final JdbcClient jdbc;
    final EntityManager entities;
    final EntityManagerFactory factory;
    private final LocalContainerEntityManagerFactoryBean factoryBean;
    private final JpaTransactionManager transactions;

    Probe(ConfigurableApplicationContext application) {
        createTable();
        var server = URI.create(TestDatabase.server().url().substring("jdbc:".length()));
        exchanges = new ExchangeCounter(server.getHost(), server.getPort());
        pool = new HikariDataSource(poolOfOne("jdbc:postgresql://localhost:" + exchanges.port() + server.getPath()));
        dataSource = new TenantDataSource(pool, 1, Duration.ofSeconds(10));
        jdbc = JdbcClient.create(dataSource);
        factoryBean = entityManagerFactory(application);
        factory = Objects.requireNonNull(factoryBean.getObject());
        entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        transactions = new JpaTransactionManager(factory);
    }

    private static HikariConfig poolOfOne(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url + "?sslmode=disable");
        config.setUsername("tenantry_app");
        config.setPassword(TestDatabase.passwordOf("tenantry_app"));
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    private LocalContainerEntityManagerFactoryBean entityManagerFactory(ConfigurableApplicationContext application) {
        var properties = new HashMap<String, Object>(application.getBean(JpaProperties.class).getProperties());
        properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                application.getBean(TenantIdentifierResolver.class));
        properties.put(ManagedBeanSettings.BEAN_CONTAINER, new SpringBeanContainer(application.getBeanFactory()));
        properties.put("hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName("probe");
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setManagedTypes(PersistenceManagedTypes.of(TenantEntity.class.getName(), MemberEntity.class.getName(),
                Note.class.getName()));
        factory.setMappingResources("probe-orm.xml");
        factory.setJpaPropertyMap(properties);
        factory.afterPropertiesSet();
        return factory;
    }

    /** Runs the work in a read-only transaction. */
    <T extends @Nullable Object> T reading(Supplier<T> work) {
        return transaction(true, TransactionDefinition.ISOLATION_DEFAULT).<T>execute(_ -> work.get());
    }

    <T extends @Nullable Object> T writing(Supplier<T> work) {
        return transaction(false, TransactionDefinition.ISOLATION_DEFAULT).<T>execute(_ -> work.get());
    }

    void writing(Runnable work) {
        transaction(false, TransactionDefinition.ISOLATION_DEFAULT).executeWithoutResult(_ -> work.run());
    }

    TransactionTemplate transaction(boolean readOnly, int isolation) {
        var template = new TransactionTemplate(transactions);
        template.setReadOnly(readOnly);
        template.setIsolationLevel(isolation);
        return template;
    }

    /** Adds a note to the current tenant's, by SQL that leaves everything to row security but the tenant. */
    UUID insert(String body) {
        var id = Ids.next();
        jdbc.sql("insert into probe.notes (organization_id, id, body) values (app.org_id(), ?, ?)")
                .params(id, body)
                .update();
        return id;
    }

    int count() {
        return jdbc.sql("select count(*) from probe.notes").query(Integer.class).single();
    }

    List<String> bodies() {
        return jdbc.sql("select body from probe.notes").query((row, _) -> row.getString("body")).list();
    }

    void empty() {
        for (var tenant : List.of(A, B)) {
            tenant.run(() -> writing(() -> {
                jdbc.sql("delete from probe.notes").update();
            }));
        }
    }

    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Work on the connection of the current transaction. */
    boolean onConnection(Work work) {
        entities.unwrap(Session.class).doWork(work::on);
        return true;
    }

    void insert(Connection connection, String body) throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into probe.notes (organization_id, id, body) values (app.org_id(), ?, ?)")) {
            statement.setObject(1, Ids.next());
            statement.setString(2, body);
            statement.executeUpdate();
        }
    }

    void onRawConnection(Work work) {
        try (var connection = dataSource.getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void asSuperuser(String sql) {
        try (var superuser = TestDatabase.server().connectAsSuperuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        factoryBean.destroy();
        pool.close();
        exchanges.close();
        try (var owner = TestDatabase.server().connectAsOwner()) {
            execute(owner, "drop schema probe cascade; delete from app.scopes where table_name like 'probe.%'");
        }
    }

    private static void createTable() {
        try (var owner = TestDatabase.server().connectAsOwner()) {
            execute(owner, """
                    create schema probe;
                    grant usage on schema probe to tenantry_app;
                    create table probe.notes (
                        organization_id uuid not null,
                        id uuid not null,
                        number bigint generated by default as identity,
                        version integer not null default 0,
                        body text,
                        created_at timestamptz not null default now(),
                        updated_at timestamptz not null default now(),
                        constraint notes_pkey primary key (organization_id, id)
                    );
                    select app.protect('probe.notes')""");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
