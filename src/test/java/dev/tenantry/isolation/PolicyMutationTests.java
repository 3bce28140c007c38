package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 5: every policy is taken away or weakened in turn, and the parts before must notice. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyMutationTests {

    private record Policy(String name, String table, String scope, boolean isTrue) {}

    /**
     * A change for the worse.
     *
     * @param kind      of which all can be made at once
     * @param named     what the catalog has to name; empty: the table alone
     * @param isOpening whether it lets somebody in, so that statements show it, too
     */
    private record Mutation(String kind, String table, String named, String statement, boolean isOpening) {}

    private final Tenant victim = Tenant.somebody();
    private final Tenant other = Tenant.somebody();
    private Sql sql;
    private List<Table> tables;
    private SqlMatrix matrix;
    private int mutations;

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
        Figures.print("policy mutation", "mutations", mutations, "probes", matrix.probes());
        sql.connection().close();
    }

    @Test
    void theCatalogNoticesEveryMutation() {
        var invariants = List.of(Invariant.named("row-security-is-on-and-forced"),
                Invariant.named("policies-are-canonical"));
        mutations().stream()
                .collect(Collectors.groupingBy(Mutation::kind))
                .forEach((kind, all) -> sql.undoneUntilAlone(() -> {
                    all.forEach(mutation -> sql.run(mutation.statement));
                    var violations = invariants.stream()
                            .flatMap(invariant -> invariant.violations(sql).stream())
                            .toList();
                    assertThat(all).as(kind)
                            .allSatisfy(mutation -> assertThat(violations).anyMatch(
                                    violation -> violation.startsWith(mutation.table + " ")
                                            && violation.contains(mutation.named)));
                }));
    }

    @Test
    void statementsNoticeWhoeverIsLetInOrLockedOut() {
        for (var mutation : mutations()) {
            if (mutation.isOpening) {
                mutations++;
                sql.undone(() -> {
                    sql.run(mutation.statement);
                    assertThat(matrix.isNoticedBy(() -> probe(mutation))).as(mutation.statement).isTrue();
                });
            }
        }
    }

    @Test
    void nothingIsNoticedWithoutAMutation() {
        assertThat(matrix.isNoticedBy(() -> tables.stream().filter(Table::isScoped).forEach(this::probe))).isFalse();
    }

    private List<Mutation> mutations() {
        var mutations = new ArrayList<Mutation>();
        for (var policy : policies()) {
            var serves = policy.name.endsWith("_isolation") || policy.name.equals("admin_access")
                    && !policy.table.startsWith("auth.");
            mutations.add(of(policy, "drop policy %s", serves));
            if (!policy.isTrue) {
                mutations.add(of(policy, "alter policy %s using (true) with check (true)", true));
                // Whoever may only add rows is shown none by that.
                mutations.add(of(policy, "alter policy %s using (true)", table(policy.table).isReached()));
            }
        }
        for (var table : tables) {
            if (!table.scope().equals("platform")) {
                mutations.add(of(table, "alter table %s disable row level security", table.isScoped()));
                mutations.add(of(table, "alter table %s no force row level security", false));
                mutations.add(of(table, "create policy extra on %s using (true)", table.isScoped()));
            }
        }
        return mutations;
    }

    private static Mutation of(Policy policy, String kind, boolean isOpening) {
        return new Mutation(kind, policy.table, policy.name,
                kind.formatted(policy.name + " on " + policy.table), isOpening);
    }

    private static Mutation of(Table table, String kind, boolean isOpening) {
        return new Mutation(kind, table.name(), "", kind.formatted(table), isOpening);
    }

    private List<Policy> policies() {
        return sql.query(
                "select p.name, p.table_name, s.scope, p.qual = 'true' from policy p join scope s on s.oid = p.relation",
                row -> new Policy(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
    }

    /** First what is likely to notice it: whoever is let in is a stranger, and administrators have a policy of their own. */
    private void probe(Mutation mutation) {
        var table = table(mutation.table);
        if (mutation.named.equals("admin_access")) {
            matrix.seeAll(table, Actor.of("administrator", other).as("tenantry_admin"));
        }
        if (!mutation.kind.startsWith("drop")) {
            matrix.intrude(table, Actor.of("stranger", other));
        }
        probe(table);
    }

    private Table table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    private void probe(Table table) {
        matrix.reachOwn(table, Actor.of("victim", victim));
        matrix.intrude(table, Actor.of("stranger", other));
        matrix.reachAcross(table, Actor.of("stranger", other));
        if (table.hasOwn()) {
            matrix.intrude(table, Actor.colleague(victim, other));
        }
        if (table.isTenants()) {
            matrix.intrude(table, Actor.elsewhere(victim, other));
        }
        matrix.seeAll(table, Actor.of("administrator", other).as("tenantry_admin"));
    }
}
