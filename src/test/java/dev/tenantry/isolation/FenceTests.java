package dev.tenantry.isolation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantDataSource;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Part 4: each fence alone. Hibernate's, over a connection that row security does not hold; and row security, with
 * Hibernate told another tenant, or nothing asked of it.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FenceTests {

    private SessionFactoryImplementor application;
    private SessionFactoryImplementor unfenced;
    private LocalContainerEntityManagerFactoryBean unfencedFactory;
    private HikariDataSource superuser;
    private Population population;
    private EntityProbes probes;
    private EntityProbes colleague;
    private List<MappedEntity> entities;

    @BeforeAll
    void open(@Autowired EntityManagerFactory factory,
            @Autowired LocalContainerEntityManagerFactoryBean factoryBean, @Autowired PersistenceManagedTypes types,
            @Autowired PlatformTransactionManager transactions) throws Exception {
        application = factory.unwrap(SessionFactoryImplementor.class);
        entities = MappedEntity.all(application);
        population = new Population(entities.stream().map(MappedEntity::table).collect(Collectors.toSet()));
        probes = new EntityProbes(new TransactionTemplate(transactions),
                new TenantContext(population.one.organization(), population.one.user()));
        colleague = new EntityProbes(new TransactionTemplate(transactions),
                new TenantContext(population.one.organization(), population.two.user()));
        superuser = superuserPool();
        unfencedFactory = new LocalContainerEntityManagerFactoryBean();
        unfencedFactory.setPersistenceUnitName("unfenced");
        unfencedFactory.setDataSource(new TenantDataSource(superuser, 4, Duration.ofSeconds(10)));
        unfencedFactory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        unfencedFactory.setManagedTypes(types);
        unfencedFactory.setJpaPropertyMap(new HashMap<>(factoryBean.getJpaPropertyMap()));
        unfencedFactory.afterPropertiesSet();
        unfenced = Objects.requireNonNull(unfencedFactory.getObject()).unwrap(SessionFactoryImplementor.class);
    }

    @AfterAll
    void close() throws Exception {
        Figures.print("each fence alone", "entities", entities.size(), "probes",
                probes.count() + colleague.count());
        unfencedFactory.destroy();
        superuser.close();
        population.close();
    }

    @Test
    void everyEntityIsTenantOwned() {
        assertThat(entities).isNotEmpty().allMatch(MappedEntity::hasTenant);
    }

    @Test
    void theUnfencedConnectionSeesBothTenants() {
        assertThat(probes.nativeQuery(unfenced, "select distinct organization_id from contacts"))
                .contains(population.one.organization(), population.two.organization());
    }

    @Test
    void hibernateAloneReadsOneTenantsEntities() {
        for (var entity : entities) {
            var mine = entity.id(population.row(population.one, entity.table()));
            var theirs = entity.id(population.row(population.two, entity.table()));

            assertThat(probes.ids(unfenced, entity)).as(entity.name()).contains(mine).doesNotContain(theirs);
            assertThat(probes.idsOfTenantQuery(unfenced, entity)).as(entity.name())
                    .contains(mine)
                    .doesNotContain(theirs);
            assertThat(probes.finds(unfenced, entity, mine)).as(entity.name()).isTrue();
            assertThat(probes.finds(unfenced, entity, theirs)).as(entity.name()).isFalse();
        }
    }

    /** So that a planner knows the one tenant that it is about. */
    @Test
    void whatHibernateChangesByIdNamesTheTenant() {
        assertThat(entities).allSatisfy(entity -> assertThat(entity.changes()).as(entity.name())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement).contains("organization_id=?")));
    }

    @Test
    void hibernateKnowsOfEveryTableThatIsMembersOwn() {
        assertThat(entities).allSatisfy(entity -> assertThat(entity.isMembers()).as(entity.name())
                .isEqualTo(population.row(population.one, entity.table()).table().isPersonal()));
    }

    @Test
    void eachFenceAloneKeepsColleaguesApart() {
        for (var entity : entities.stream().filter(MappedEntity::isMembers).toList()) {
            var theirs = entity.id(population.row(population.one, entity.table()));

            assertThat(probes.ids(unfenced, entity)).as(entity.name()).contains(theirs);
            assertThat(colleague.ids(unfenced, entity)).as(entity.name()).doesNotContain(theirs);
            assertThat(colleague.idsOfTenantQuery(unfenced, entity)).as(entity.name()).doesNotContain(theirs);
            assertThat(colleague.idsAfterTenantQuery(unfenced, entity)).as(entity.name()).doesNotContain(theirs);
            assertThat(colleague.finds(unfenced, entity, theirs)).as(entity.name()).isFalse();
            assertThat(colleague.delete(unfenced, entity, theirs)).as(entity.name()).isZero();
            assertThat(colleague.loads(application, entity, theirs)).as(entity.name()).isFalse();
            assertThat(colleague.nativeQuery(application, "select id from " + entity.table())).as(entity.name())
                    .doesNotContain(theirs);
        }
    }

    /** Nor does it rest any longer than that. */
    @Test
    void theFilterRestsForNobodyElsesQuery() {
        var entity = entities.getFirst();
        var theirs = entity.id(population.row(population.two, entity.table()));

        assertThat(probes.idsAfterTenantQuery(unfenced, entity)).isNotEmpty().doesNotContain(theirs);
    }

    @Test
    void entitiesBringNoOthersAlong() {
        assertThat(entities).noneMatch(MappedEntity::hasAssociations);
    }

    @Test
    void hibernateAloneDeletesOneTenantsEntities() {
        for (var entity : entities) {
            var theirs = entity.id(population.row(population.two, entity.table()));

            assertThat(probes.delete(unfenced, entity, theirs)).as(entity.name()).isZero();
        }
    }

    @Test
    void rowSecurityAloneHoldsWhateverTenantHibernateIsTold() {
        for (var entity : entities) {
            var tenant = population.two.organization();

            assertThat(probes.idsToldTenant(application, entity, tenant)).as(entity.name()).isEmpty();
            assertThat(probes.idsToldTenant(unfenced, entity, tenant)).as(entity.name()).isNotEmpty();
            assertThat(probes.deleteToldTenant(application, entity, tenant)).as(entity.name()).isZero();
        }
    }

    @Test
    void rowSecurityAloneHoldsWhereHibernateDoesNotAskForTheTenant() {
        for (var entity : entities) {
            var theirs = entity.id(population.row(population.two, entity.table()));
            var stolen = stolen(entity, theirs);

            assertThat(probes.loads(application, entity, theirs)).as(entity.name()).isFalse();
            assertThat(probes.changesStateless(application, stolen, true)).as(entity.name()).isFalse();
            assertThat(probes.changesStateless(application, stolen, false)).as(entity.name()).isFalse();
            assertThat(probes.nativeQuery(application, "select organization_id from " + entity.table()))
                    .as(entity.name())
                    .isNotEmpty()
                    .containsOnly(population.one.organization());
        }
    }

    @Test
    void nothingOfTheOtherTenantsHasChanged() {
        for (var entity : entities) {
            assertThat(population.isUntouched(population.row(population.two, entity.table()))).as(entity.name())
                    .isTrue();
        }
    }

    /** Another tenant's entity that has somehow come into this one's hands. */
    private Object stolen(MappedEntity entity, Object id) {
        var owner = new TenantContext(population.two.organization(), population.two.user());
        return owner.call(() -> {
            try (var session = application.openSession()) {
                return Objects.requireNonNull(session.find(entity.type(), id));
            }
        });
    }

    private static HikariDataSource superuserPool() {
        var server = TestDatabase.server();
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.url());
        pool.setUsername(server.superuser());
        pool.setPassword(server.superuserPassword());
        pool.setMaximumPoolSize(2);
        pool.setAutoCommit(false);
        return pool;
    }
}
