package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkRule;
import dev.tenantry.shared.record.Links;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way to refer to something that can be deleted has a rule, and what it says is done, by the application. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkRuleTests {

    /** What is deleted through the API, where, and how one is made. */
    private static final Map<String, String> MADE_BY = Map.of("companies", "{\"name\": \"Acme\"}",
            "contacts", "{\"name\": \"Ada\"}", "opportunities", "{\"name\": \"Deal\"}",
            "teams", "{\"name\": \"Team %s\"}", "roles", "{\"name\": \"Role %s\", \"permissions\": []}");
    /** Traces, which the audit row of the record stands for. */
    private static final Set<String> TRACES = Set.of("activities");

    private final Sql sql;
    private List<Link> links = List.of();
    private Map<String, Table> tables = Map.of();
    private @Nullable Person owner;

    LinkRuleTests() throws SQLException {
        sql = new Sql(TestDatabase.server().connectAsSuperuser());
    }

    @BeforeAll
    void open(@Autowired Links declared, @LocalServerPort int port) throws SQLException {
        links = declared.all();
        Invariant.defineTerms(sql);
        var byName = new LinkedHashMap<String, Table>();
        Table.all(sql).forEach(table -> byName.put(table.name(), table));
        tables = byName;
        owner = People.at(port).signUp();
        sql.connection().setAutoCommit(false);
    }

    @AfterAll
    void close() throws SQLException {
        sql.connection().close();
    }

    private record Key(String table, List<String> columns, String target, String onDelete, String onUpdate) {

        boolean isOf(Link link) {
            return qualified(link.table()).equals(table) && columns.contains(link.column())
                    && qualified(link.target()).equals(target);
        }
    }

    /** Organizations go with all that is theirs, which is another test's matter; what people are is no tenant's. */
    private List<Key> keys() {
        return sql.query("""
                select f.table_name, f.columns, f.target_name, c.confdeltype, c.confupdtype from foreign_key f
                join pg_constraint c on c.oid = f.oid
                where f.target_kind_of_rows = 'tenant' and f.target_name <> 'public.organizations'""",
                row -> new Key(row.getString(1), List.of((String[]) row.getArray(2).getArray()), row.getString(3),
                        row.getString(4), row.getString(5)));
    }

    @Test
    void everyForeignKeyToWhatCanBeDeletedHasARule() {
        var undeclared = keys().stream().filter(key -> links.stream().noneMatch(key::isOf)).toList();

        assertThat(keys()).hasSizeGreaterThan(30);
        assertThat(undeclared).isEmpty();
    }

    @Test
    void everyRuleIsOfSomethingThatIsThere() {
        assertThat(links).allSatisfy(link -> {
            assertThat(tables).containsKey(qualified(link.table())).containsKey(qualified(link.target()));
            assertThat(table(link.table()).has(link.column())).as(link.toString()).isTrue();
            assertThat(keys().stream().anyMatch(key -> key.isOf(link))).as(link.toString())
                    .isEqualTo(link.rule() != LinkRule.KEEP);
        });
        assertThat(links).doesNotHaveDuplicates();
    }

    @Test
    void theDatabaseCarriesOutNoRuleButThatPartsGoWithTheWhole() {
        assertThat(keys()).allSatisfy(key -> {
            var isPart = links.stream().anyMatch(link -> key.isOf(link) && link.rule() == LinkRule.PART);
            assertThat(key.onDelete).as(key.toString()).isIn(isPart ? List.of("a", "c") : List.of("a"));
        });
    }

    @Test
    void everyRuleIsCarriedOutAndJournalled() {
        var tried = new ArrayList<Link>();
        for (var link : links) {
            if (MADE_BY.containsKey(link.target()) && link.rule() != LinkRule.KEEP
                    && !link.table().equals("opportunity_stage_history")) {
                carryOut(link);
                tried.add(link);
            }
        }
        assertThat(tried).hasSizeGreaterThan(15);
    }

    private void carryOut(Link link) {
        var path = "/api/v1/" + link.target();
        var id = owner().api()
                .post(path, Objects.requireNonNull(MADE_BY.get(link.target())).formatted(UUID.randomUUID()))
                .expect(201)
                .id();
        var target = table(link.target());
        var known = new HashMap<String, Row>();
        known.put(target.name(), row(target, "id", id).orElseThrow());
        for (var other : List.of("organization_members", "pipeline_stages", "permissions")) {
            var table = table(other);
            known.put(table.name(), row(table, "1", "1").orElseThrow());
        }
        if (link.table().equals("team_members") && link.target().equals("roles")) {
            var team = owner().api().post("/api/v1/teams", "{\"name\": \"Of role\"}").expect(201).id();
            known.put("public.teams", row(table("teams"), "id", team).orElseThrow());
        }
        var referring = insert(link, known);

        var answer = owner().api().delete(path + "/" + id + (link.target().equals("roles") ? "" : "?permanent=true"));

        assertCarriedOut(link, referring, answer.status());
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(qualified(name)));
    }

    private Row insert(Link link, Map<String, Row> known) {
        try {
            var tenant = Tenant.of(owner().organizationId(), owner().userId());
            var row = new RowMaker(sql).insert(table(link.table()), tenant, known);
            if (row.get(link.column()) == null) {
                var target = Objects.requireNonNull(known.get(qualified(link.target())));
                sql.prepare("update " + row.table() + " set " + link.column() + " = ? where " + Statements.isRow(
                        row.table()), Long.valueOf(target.get("id")), Statements.key(row)[0], Statements.key(row)[1])
                        .executeUpdate();
            }
            if (link.table().equals("invitations")) {
                // An open one is in the way of what it is into.
                sql.run("update invitations set status = 'revoked' where id = " + row.get("id"));
            }
            sql.connection().commit();
            return row;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void assertCarriedOut(Link link, Row referring, int status) {
        var as = link.toString();
        var left = left(referring);
        var journal = sql.texts("""
                select action_type from audit_logs where organization_id = ? and resource_id = ?
                order by id desc limit 1""", owner().organizationId(), referring.get("id"));
        end();
        switch (link.rule()) {
            case UNLINK -> {
                assertThat(status).as(as).isEqualTo(204);
                assertThat(left.orElseThrow().get(link.column())).as(as).isNull();
                assertThat(left.orElseThrow().get("version")).as(as).isEqualTo("1");
                assertThat(journal).as(as).singleElement().asString().endsWith(".updated");
            }
            case DELETE_UNHELD -> {
                assertThat(status).as(as).isEqualTo(204);
                assertThat(left).as(as).isEmpty();
                assertThat(journal).as(as).hasSize(TRACES.contains(link.table()) ? 0 : 1);
                assertThat(journal).as(as).allSatisfy(action -> assertThat(action).endsWith(".purged"));
            }
            case PART -> {
                assertThat(status).as(as).isEqualTo(204);
                assertThat(left).as(as).isEmpty();
            }
            case REFUSE -> {
                assertThat(status).as(as).isEqualTo(409);
                assertThat(left.orElseThrow().get(link.column())).as(as).isNotNull();
            }
            case HAND_OVER, INHERIT, KEEP -> throw new AssertionError(as);
        }
    }

    private Optional<Row> left(Row row) {
        return row(row.table(), "id", row.get("id"));
    }

    private Optional<Row> row(Table table, String column, @Nullable String value) {
        var own = table.has("organization_id") ? "organization_id" : "cast(? as uuid)";
        var found = sql.query("select " + Statements.allAsText(table) + " from " + table
                + " where " + own + " = ? and " + column + "::text = ?", row -> {
                    var values = new LinkedHashMap<String, @Nullable String>();
                    for (var each : table.columns()) {
                        values.put(each.name(), row.getString(each.name()));
                    }
                    return new Row(table, values);
                }, parameters(table, value)).stream().findFirst();
        end();
        return found;
    }

    private @Nullable Object[] parameters(Table table, @Nullable String value) {
        var organization = owner().organizationId();
        return table.has("organization_id")
                ? new @Nullable Object[]{organization, value}
                : new @Nullable Object[]{organization, organization, value};
    }

    private Person owner() {
        if (owner == null) {
            throw new IllegalStateException("nobody has signed up");
        }
        return owner;
    }

    private void end() {
        try {
            sql.connection().commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String qualified(String table) {
        return table.contains(".") ? table : "public." + table;
    }
}
