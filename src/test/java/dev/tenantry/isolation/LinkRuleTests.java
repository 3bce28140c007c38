package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static final Map<String, String> MADE_BY = Map.ofEntries(
            Map.entry("booking_pages", "{\"name\": \"Intro call\"}"),
            Map.entry("companies", "{\"name\": \"Acme\"}"),
            Map.entry("contacts", "{\"name\": \"Ada\"}"),
            Map.entry("crm_events", "{\"title\": \"Talk\", \"startDate\": \"2026-03-02\"}"),
            Map.entry("opportunities", "{\"name\": \"Deal\"}"),
            Map.entry("leads", "{\"name\": \"Lea\"}"),
            Map.entry("products", "{\"name\": \"Loom\"}"),
            Map.entry("forms", "{\"name\": \"Contact us\"}"),
            Map.entry("lost_reasons", "{\"name\": \"Reason %s\"}"),
            Map.entry("projects", "{\"name\": \"Rollout\"}"),
            Map.entry("project_templates", "{\"name\": \"Rollout\"}"),
            Map.entry("tasks", "{\"title\": \"Call\"}"),
            Map.entry("teams", "{\"name\": \"Team %s\"}"),
            Map.entry("tags", "{\"name\": \"Tag %s\"}"),
            Map.entry("roles", "{\"name\": \"Role %s\", \"permissions\": []}"));
    private static final String MEMBERS = "organization_members";
    /** What becomes of it where that is another test's matter: which one's, by the target and the rule. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("pipelines PART", "PipelineTests"),
            Map.entry("assignment_rules PART", "AssignmentTests"),
            Map.entry("milestones UNLINK", "ProjectTests"),
            Map.entry("price_lists PART", "ProductTests"),
            Map.entry("pipeline_stages REFUSE", "PipelineTests"),
            Map.entry("quotes PART", "QuoteTests"),
            Map.entry("emails PART", "EmailTests"),
            Map.entry("email_threads PART", "EmailTests"), Map.entry("email_threads REFUSE", "EmailTests"),
            Map.entry("email_contents PART", "EmailTests"), Map.entry("email_contents REFUSE", "EmailTests"),
            Map.entry("google_calendars PART", "GoogleCalendarTests"),
            Map.entry("imports PART", "ImportRequestTests"),
            Map.entry("audit_log_exports PART", "AuditLogExportTests"),
            Map.entry("workflow_definitions PART", "DefinitionTests"),
            Map.entry("workflow_versions PART", "DefinitionTests"),
            Map.entry("workflow_triggers PART", "DefinitionTests"),
            Map.entry("workflow_execution_logs PART", "DefinitionTests"),
            Map.entry("workflow_run_queue PART", "WaitTests"),
            Map.entry("workflow_approvals PART", "ApprovalTests"),
            Map.entry("webhook_endpoints PART", "WebhookEndpointTests"),
            Map.entry("webhook_deliveries PART", "WebhookEndpointTests"),
            Map.entry("integrations PART", "IntegrationTests"),
            Map.entry("webhook_receivers PART", "InboundWebhookTests"),
            Map.entry("automation_agents PART", "AgentTests"));

    private final Sql sql;
    private List<Link> links = List.of();
    private Map<String, Table> tables = Map.of();
    private @Nullable Person owner;
    private @Nullable People people;

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
        people = People.at(port);
        sql.connection().setAutoCommit(false);
    }

    @BeforeEach
    void somebody() {
        owner = people().signUp();
    }

    /** What one test has broken off is not the next one's. */
    @AfterEach
    void rollBack() throws SQLException {
        sql.connection().rollback();
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
                where f.target_is_tenants and f.target_name <> 'public.organizations'""",
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

    /** One way or another: what is told of no target here has not been thought of. */
    @Test
    void everyRuleIsTried() {
        assertThat(links.stream().filter(link -> !isTried(link)))
                .as("links that no test follows: tell MADE_BY how one of their targets is made")
                .isEmpty();
    }

    private static boolean isTried(Link link) {
        return isOfApi(link) || link.target().equals(MEMBERS)
                || ELSEWHERE.containsKey(link.target() + " " + link.rule());
    }

    private static boolean isOfApi(Link link) {
        return MADE_BY.containsKey(link.target()) && link.rule() != LinkRule.KEEP;
    }

    @Test
    void everyRuleIsCarriedOutAndJournalled() {
        var tried = links.stream().filter(LinkRuleTests::isOfApi).toList();

        tried.forEach(this::carryOut);

        assertThat(tried).hasSizeGreaterThan(15);
    }

    /** By a request, which tells of it, and where an account goes, by the database. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRuleOfWhatIsAMembersIsCarriedOutAndJournalled(boolean isRequested) {
        owner().api().post("/api/v1/contacts", "{\"name\": \"Whom it is about\"}").expect(201);
        owner().api()
                .post("/api/v1/integrations",
                        """
                {"name": "Which is asked in their name", "provider": "http", "configuration": {"url": "https://example.com"}}""")
                .expect(201);
        owner().api()
                .post("/api/v1/assignment-rules", """
                {"name": "In turn", "type": "lead", "members": [{"memberId": "%s"}]}""".formatted(owner().userId()))
                .expect(201);
        var tried = links.stream().filter(link -> link.target().equals(MEMBERS)).toList();

        for (var link : tried) {
            var guest = people().signUpInto(owner(), "member");
            var members = table(MEMBERS);
            var known = known();
            known.put(members.name(), row(members, "user_id", guest.userId().toString()).orElseThrow());
            for (var other : List.of("contacts", "integrations", "assignment_rules")) {
                known.put(table(other).name(), row(table(other), "1", "1").orElseThrow());
            }
            if (link.table().equals("google_event_links")) {
                var of = new Link("google_calendars", "user_id", MEMBERS, LinkRule.PART);
                known.put(table(of.table()).name(), insert(of, guest, known));
            }
            var referring = link.rule() == LinkRule.REFUSE ? null : insert(link, guest, known);
            if (referring != null) {
                leave(guest, isRequested);
                assertHandedOver(link, guest, referring);
            }
        }

        assertThat(tried).hasSizeGreaterThan(8);
    }

    private void leave(Person guest, boolean isRequested) {
        if (isRequested) {
            owner().api().delete("/api/v1/organization/members/" + guest.userId()).expect(204);
        } else {
            sql.run("select app.end_membership('" + owner().organizationId() + "', '" + guest.userId() + "')");
            end();
        }
    }

    private void assertHandedOver(Link link, Person guest, Row referring) {
        var as = link.toString();
        var left = left(referring);
        var holder = left.map(row -> row.get(link.column())).orElse(null);
        switch (link.rule()) {
            case PART -> assertThat(left).as(as).isEmpty();
            case KEEP -> assertThat(holder).as(as).isEqualTo(guest.userId().toString());
            case HAND_OVER, INHERIT -> {
                var isNeeded = link.rule() == LinkRule.INHERIT;
                assertThat(holder).as(as).isEqualTo(isNeeded ? owner().userId().toString() : null);
                assertThat(left.orElseThrow().get("version")).as(as).isEqualTo("1");
                assertThat(lastChange(referring, link.property())).as(as)
                        .singleElement()
                        .asString()
                        .matches("[a-z-]+\\.updated %s %s".formatted(guest.userId(),
                                isNeeded ? owner().userId() : "null"));
            }
            case UNLINK, DELETE_UNHELD, REFUSE -> throw new AssertionError(as);
        }
    }

    /** Which action, and what the one property of it was and became. */
    private List<String> lastChange(Row row, String property) {
        var change = sql.texts("""
                select action_type || ' ' || coalesce(old_values ->> ?, 'null') || ' ' || coalesce(new_values ->> ?, 'null')
                from audit_logs where organization_id = ? and resource_id = ? order by id desc limit 1""",
                property, property, owner().organizationId(), row.get("id"));
        end();
        return change;
    }

    private void carryOut(Link link) {
        var path = path(link.target());
        var id = make(link.target());
        var target = table(link.target());
        var known = known();
        known.put(target.name(), row(target, "id", id).orElseThrow());
        // Some parts are there from the first.
        var referring = row(table(link.table()), link.column(), id).orElseGet(() -> insert(link, owner(), known));

        var answer = owner().api().delete(path + "/" + id + (link.target().equals("roles") ? "" : "?permanent=true"));

        assertCarriedOut(link, referring, answer.status());
    }

    private static String path(String table) {
        return "/api/v1/" + (table.equals("crm_events") ? "events" : table.replace('_', '-'));
    }

    /** One by the API. @return its id */
    private String make(String table) {
        return owner().api()
                .post(path(table), Objects.requireNonNull(MADE_BY.get(table)).formatted(UUID.randomUUID()))
                .expect(201)
                .id();
    }

    /** What a row of the table cannot do without, as far as the API makes it. */
    private void addNeeded(Table table, Map<String, Row> known) {
        var needed = table.columns().stream().filter(Table.Column::notNull).map(Table.Column::name).toList();
        for (var key : table.foreignKeys()) {
            var target = key.target().substring(key.target().indexOf('.') + 1);
            if (needed.containsAll(key.columns()) && MADE_BY.containsKey(target) && !known.containsKey(key.target())) {
                known.put(key.target(), row(table(target), "id", make(target)).orElseThrow());
            }
        }
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(qualified(name)));
    }

    private Map<String, Row> known() {
        var known = new HashMap<String, Row>();
        for (var other : List.of(MEMBERS, "pipelines", "pipeline_stages", "permissions", "roles")) {
            var table = table(other);
            known.put(table.name(), row(table, "1", "1").orElseThrow());
        }
        return known;
    }

    private Row insert(Link link, Person user, Map<String, Row> known) {
        if (link.table().startsWith("email_") || link.table().equals("emails")) {
            var email = owner().api()
                    .post("/api/v1/emails", "{\"from\": \"zoe@customer.example\", \"text\": \"Hello\"}");
            known.put("public.emails", row(table("emails"), "id", email.id()).orElseThrow());
            known.put("public.email_threads", row(table("email_threads"), "id", email.at("/threadId")).orElseThrow());
        }
        try {
            var tenant = Tenant.of(owner().organizationId(), user.userId());
            addNeeded(table(link.table()), known);
            // A pipeline has its stages, each at a place of its own.
            var row = link.table().equals("pipeline_stages")
                    ? Objects.requireNonNull(known.get("public.pipeline_stages"))
                    : new RowMaker(sql).insert(table(link.table()), tenant, known);
            if (row.get(link.column()) == null || link.rule() == LinkRule.KEEP) {
                var target = Objects.requireNonNull(known.get(qualified(link.target())));
                var id = link.target().equals(MEMBERS)
                        ? UUID.fromString(target.get("user_id"))
                        : Long.valueOf(target.get("id"));
                sql.prepare("update " + row.table() + " set " + link.column() + " = ? where " + Statements.isRow(
                        row.table()), id, Statements.key(row)[0], Statements.key(row)[1])
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
                assertThat(journal).as(as).hasSize(1);
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
        return row(row.table(), row.table().primaryKey().getLast(),
                Statements.key(row)[row.table().primaryKey().size() - 1].toString());
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

    private People people() {
        return Objects.requireNonNull(people);
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
