package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 2: every statement on every table, by everybody who is not its row's owner. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlMatrixTests {

    private final Tenant victim = Tenant.somebody();
    private final Tenant other = Tenant.somebody();
    private final Actor self = Actor.of("victim", victim);
    private final Actor stranger = Actor.of("stranger", other);
    private Sql sql;
    private List<Table> tables;
    private SqlMatrix matrix;

    @BeforeAll
    void open() throws SQLException {
        sql = new Sql(TestDatabase.server().connectAsSuperuser());
        Invariant.defineTerms(sql);
        sql.connection().setAutoCommit(false);
        tables = Table.all(sql);
        matrix = new SqlMatrix(sql, tables, victim, other);
    }

    @AfterAll
    void close() throws SQLException {
        Figures.print("SQL matrix", "tables", tables.size(), "probes", matrix.probes(), "leaks",
                matrix.leaks().size());
        sql.connection().close();
    }

    @Test
    void nobodyReachesAnothersRows() {
        // First, as a setting that was once made never is unset again.
        var nobody = Actor.withoutContext();
        scoped().forEach(table -> matrix.failLoudly(table, nobody));
        for (var table : scoped()) {
            matrix.reachOwn(table, self);
            matrix.intrude(table, stranger);
            matrix.reachAcross(table, stranger);
            matrix.intrude(table, nobody);
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    @Test
    void aContextThatMakesNoSenseIsAnError() {
        for (var context : List.of(Actor.withContext("blank", "", ""), Actor.withContext("malformed", "1=1", "*"))) {
            for (var table : scoped()) {
                matrix.failLoudly(table, context);
                matrix.intrude(table, context);
            }
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    @Test
    void colleaguesDoNotReachWhatIsAPersonsOwn() {
        var colleague = Actor.colleague(victim, other);
        for (var table : scoped()) {
            if (table.hasOwn()) {
                matrix.intrude(table, colleague);
            }
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    @Test
    void whatIsDoneForAllReachesNothingThatIsAPersonsOwn() {
        var forAll = Actor.forAll(victim);
        for (var table : scoped()) {
            if (table.isTenants() && table.hasOwn()) {
                matrix.intrude(table, forAll);
            }
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    @Test
    void aPersonLeavesTheRowsOfOneOrganizationBehindInAnother() {
        var elsewhere = Actor.elsewhere(victim, other);
        for (var table : scoped()) {
            if (table.isTenants()) {
                matrix.intrude(table, elsewhere);
            }
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    @Test
    void everyRoleIsShutOutOfWhatItWasNotGranted() {
        for (var role : List.of(Actor.APPLICATION, "tenantry_auth", "tenantry_worker", "tenantry_admin")) {
            for (var table : tables) {
                matrix.shutOut(table, self.as(role), granted(role, table));
            }
        }
        for (var table : tables) {
            if (granted("tenantry_admin", table).contains("SELECT")) {
                matrix.seeAll(table, stranger.as("tenantry_admin"));
            }
        }

        assertThat(matrix.leaks()).isEmpty();
    }

    private List<Table> scoped() {
        return tables.stream().filter(Table::isScoped).toList();
    }

    private Set<String> granted(String role, Table table) {
        return Set
                .copyOf(sql.texts("select distinct privilege from privilege where role = ? and relation_name = ?", role,
                        table.name()));
    }
}
