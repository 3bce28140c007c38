package dev.tenantry.automation.agent;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Agents look at the organization's data, and do something about each finding once. */
class AgentTests extends ApiTest {

    private static final UUID CHANGES = UUID.randomUUID();
    private static final UUID REFUSED = UUID.randomUUID();
    private static final String AGENTS = "/api/v1/agents";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api api = Api.at(0);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        api = owner.api();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "payment_revenue | {'periodDays':0} | configuration.periodDays | minimum",
        "payment_revenue | {'inactiveDays':7} | configuration.inactiveDays | additional-properties",
        "support_ticket | {'actions':['task']} | configuration.actions[0] | enum",
        "user_engagement | {'actions':['note','note']} | configuration.actions | unique-items",
        "user_engagement | {'assigneeId':'01a2225e-b3a5-7820-bd0f-243ef37e5579'} | configuration.assigneeId | unknown",
        "security_watcher | {'summary':'ai','prices':{'input':'free','output':'1','currency':'USD'}} | configuration.prices.input | pattern",
    })
    void refusesWhatTheTypeCannotBeTold(String type, String configuration, String field, String code) {
        var refused = create(type, configuration.replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    @ParameterizedTest
    @EnumSource
    void thereIsOneOfEachType(AgentType type) {
        var agent = create(type.toString(), "{}").expect(201);

        assertThat(api.get(AGENTS + "/" + agent.id()).expect(200).at("/type")).isEqualTo(type.toString());
    }

    @ParameterizedTest
    @CsvSource({"'\"cron\":\"0 9 * *\"', cron, invalid-cron", "'\"zone\":\"Europe/Vienne\"', zone, unknown"})
    void refusesTimesThatNeverCome(String property, String field, String code) {
        var id = agent("support_ticket", "{}");

        var refused = api.patch(AGENTS + "/" + id, "{" + property + "}").expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo(field + " " + code);
        assertThat(api.patch(AGENTS + "/" + id, "{\"type\":\"user_engagement\"}").expect(422).at("/errors/0/code"))
                .isEqualTo("fixed");
    }

    /** Whoever saves it has it first, and its place in the queue then: so has whoever carries it out. */
    @Test
    void waitsForWhoeverIsAtItBeforeItTakesItsPlaceInTheQueue() throws SQLException {
        var agent = agent("support_ticket", "{}");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("select from automation_agents where id = '" + agent + "' for no key update");
            api.post(AGENTS + "/" + agent + "/run", "").expect(202);
            Workflows.await(AgentTests::doesSomebodyWait, "nobody carries it out");

            statement.execute("select from agent_queue where id = '" + agent + "' for update");
            connection.rollback();
        }

        Workflows.await(() -> executions(agent).at("/0/status").asString("").equals("succeeded"), "it does not end");
    }

    private static boolean doesSomebodyWait() {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        select from pg_stat_activity a where cardinality(pg_blocking_pids(a.pid)) > 0 and a.query like '%agent%'""")) {
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void writesDaysAndAmountsAsTheOrganizationDoes() {
        api.patch("/api/v1/organization/settings", "{\"locale\":\"de-DE\",\"dateFormat\":\"dd.MM.yyyy\"}").expect(200);
        deal("late", "\"expectedCloseOn\":\"2026-01-31\",\"amount\":{\"amount\":\"1234.50\",\"currency\":\"EUR\"}");

        run(agent("payment_revenue", "{\"actions\":[\"notification\"]}"));

        assertThat(Mailbox.newest(owner.email()).body().replace('\u00a0', ' '))
                .contains("A deal was expected to be closed on 31.01.2026 (late, 1.234,50 €, opportunity ");
    }

    @Test
    void makesATaskForEachOverdueDealAndNeverTwice() {
        deal("late", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(3)));
        deal("in time", "\"expectedCloseOn\":\"%s\"".formatted(TODAY));
        won("40.10", "EUR", TODAY);
        won("2.00", "EUR", TODAY.minusDays(6));
        won("100.00", "EUR", TODAY.minusDays(7));
        won("5.00", "USD", TODAY.minusDays(8));
        var agent = agent("payment_revenue", """
                {"actions":["task","notification"],"assigneeId":"%s","periodDays":7}""".formatted(owner.userId()));

        var first = run(agent);

        assertThat(first.at("/status").asString()).as(first.toString()).isEqualTo("succeeded");
        var figures = first.at("/resultSummary/figures");
        assertThat(figures.at("/won").toString()).isEqualTo("{\"deals\":2,\"amounts\":{\"EUR\":\"42.10\"}}");
        assertThat(figures.at("/wonBefore/amounts").toString()).isEqualTo("{\"EUR\":\"100.00\",\"USD\":\"5.00\"}");
        assertThat(figures.at("/overdue").asInt()).isEqualTo(1);
        assertThat(first.at("/resultSummary/text").asString()).isEqualTo("Found deal-overdue: 1; revenue-drop: 2.");
        assertThat(first.at("/actionsTaken").findValuesAsString("type"))
                .containsExactly("task", "task", "task", "notification");
        assertThat(api.get("/api/v1/tasks").json().at("/results").findValuesAsString("title"))
                .contains("A deal was expected to be closed on " + TODAY.minusDays(3))
                .hasSize(3);
        var late = api.get("/api/v1/opportunities?filter=name[eq]:late").at("/results/0/id");
        assertThat(api.get("/api/v1/tasks").json().at("/results").findValuesAsString("description"))
                .anySatisfy(description -> assertThat(description).endsWith(", about opportunity " + late));
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("agent-findings");
        assertThat(Mailbox.newest(owner.email()).body()).contains(
                "A deal was expected to be closed on " + TODAY.minusDays(3) + " (late, ", "opportunity " + late + ")");

        var second = run(agent);

        assertThat(second.at("/resultSummary/found").asInt()).isEqualTo(3);
        assertThat(second.at("/resultSummary/new").asInt()).isZero();
        assertThat(second.at("/actionsTaken")).isEmpty();
        assertThat(api.get("/api/v1/tasks").json().at("/results")).hasSize(3);
    }

    @Test
    void dealsWithSoManyAtOnce() {
        for (var deal = 0; deal < 3; deal++) {
            deal("late", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(deal + 1)));
        }
        var agent = agent("payment_revenue", "{\"actions\":[\"task\"],\"mostActions\":2}");

        assertThat(List.of(run(agent), run(agent), run(agent))).extracting(run -> run.at("/actionsTaken").size())
                .containsExactly(2, 1, 0);
    }

    @Test
    void seesTasksThatNobodyHasDoneOrThatAreNobodys() {
        var contact = make("contacts", "{\"name\":\"Ada\"}");
        make("tasks",
                "{\"title\":\"Late\",\"dueAt\":\"2026-01-01T10:00:00Z\",\"contactId\":\"%s\",\"assigneeId\":\"%s\"}"
                        .formatted(contact, owner.userId()));
        make("tasks", "{\"title\":\"Nobody's\"}");

        var run = run(agent("support_ticket", "{\"actions\":[\"note\"],\"unassignedHours\":0}"));

        assertThat(run.at("/resultSummary/figures").toString()).isEqualTo("{\"overdue\":1,\"unassigned\":1}");
        assertThat(run.at("/resultSummary/findings").findValuesAsString("kind"))
                .containsExactly("task-overdue", "task-unassigned");
        assertThat(run.at("/actionsTaken")).hasSize(1);
        var note = api.get("/api/v1/notes/" + run.at("/actionsTaken/0/noteId").asString()).expect(200);
        assertThat(note.at("/contactId")).isEqualTo(contact);
        assertThat(note.at("/body")).isEqualTo("A task was due at 2026-01-01T10:00:00Z");
    }

    @Test
    void findsContactsWithWhomNothingHappens() throws SQLException {
        var idle = make("contacts", "{\"name\":\"Idle\"}");
        var busy = make("contacts", "{\"name\":\"Busy\"}");
        sql("update contacts set created_at = now() - interval '90 days' where organization_id = ?");
        sql("update activities set occurred_at = now() - interval '80 days' where organization_id = ?");
        make("notes", "{\"body\":\"Called\",\"contactId\":\"%s\"}".formatted(busy));

        var run = run(agent("user_engagement", "{}"));

        assertThat(run.at("/resultSummary/figures").toString()).isEqualTo("{\"contacts\":2,\"inactive\":1}");
        assertThat(run.at("/resultSummary/findings/0/about/contactId").asString()).isEqualTo(idle);
        assertThat(run.toString()).doesNotContain("Idle");
    }

    @Test
    void watchesWhatFailsAndWhatLetsSomebodyIn() throws SQLException {
        var workflows = Workflows.of(api);
        var workflow = workflows
                .manual("""
                [{"type":"for_each","config":{"items":["a","b"],"steps":[{"type":"stop","config":{"outcome":"failed"}}]}}]""");
        workflows.ended(workflows.start(workflow, "{}"));
        make("api-keys", "{\"name\":\"Old\",\"scopes\":[\"contacts:read\"]}");
        sql("update api_keys set created_at = now() - interval '100 days' where organization_id = ?");

        for (var success : List.of(true, false)) {
            sql("""
                    insert into audit_logs (organization_id, user_id, action_type, action_category, action_description, resource_type, success)
                    select ?, '%s', 'request.refused', 'authorization', 'request refused', 'request', %s from generate_series(1, 40)"""
                    .formatted(success ? CHANGES : REFUSED, success));
        }
        var health = run(agent("health_monitor", "{\"actions\":[\"notification\"]}"));
        assertThat(Mailbox.newest(owner.email()).body()).contains("(A workflow, workflow " + workflow + ")");
        var security = run(agent("security_watcher", "{}"));

        assertThat(health.at("/resultSummary/figures").toString())
                .isEqualTo("{\"runs\":{\"failed\":1},\"endpointsFailing\":0,\"integrationsFailing\":0}");
        assertThat(health.at("/resultSummary/findings/0/about/workflowId").asString()).isEqualTo(workflow);
        assertThat(security.at("/resultSummary/findings").findValuesAsString("kind")).contains("api-key-unused");
        assertThat(security.at("/resultSummary/findings").toString()).contains(CHANGES.toString())
                .doesNotContain(REFUSED.toString());
        assertThat(security.at("/resultSummary/figures/apiKeys").asInt()).isEqualTo(1);
    }

    /** The model is told figures, and what it costs is told with what it wrote. */
    @Test
    void hasAModelWriteTheSummaryWhereOneIsConnected() {
        var agent = agent("payment_revenue", """
                {"summary":"ai","prices":{"input":"0.15","output":"0.60","currency":"USD"}}""");
        assertThat(run(agent).at("/resultSummary/summaryError").asString()).startsWith("there is no connected");
        deal("Secret name", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(3)));
        try (var other = new OtherSide()) {
            var integration = make("integrations",
                    """
                    {"name":"Model","provider":"openai","configuration":{"model":"small","baseUrl":"%s/v1"},"credentials":{"apiKey":"of-the-model"}}"""
                            .formatted(other.url()));
            api.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
            other.says(200,
                    """
                    {"choices":[{"message":{"content":"One deal waits."}}],"usage":{"prompt_tokens":1000,"completion_tokens":100}}""");

            var summary = run(agent).at("/resultSummary");

            assertThat(summary.path("text").asString()).isEqualTo("One deal waits.");
            assertThat(summary.path("by").asString()).isEqualTo("ai");
            assertThat(summary.path("tokensIn").asInt()).isEqualTo(1000);
            assertThat(summary.at("/cost").toString()).isEqualTo("{\"amount\":\"0.000210\",\"currency\":\"USD\"}");
            assertThat(other.last().body()).contains("deal-overdue").doesNotContain("Secret name");
        }
    }

    /** A summary takes its time, and what is done after it is done with the rights of then. */
    @Test
    void doesNothingForWhoMayDoItNoMoreSinceItLooked() {
        var maintainer = people.signUpInto(owner, "admin");
        deal("late", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(3)));
        try (var other = new OtherSide()) {
            var integration = make("integrations",
                    """
                    {"name":"Model","provider":"openai","configuration":{"model":"small","baseUrl":"%s/v1"},"credentials":{"apiKey":"of-the-model"}}"""
                            .formatted(other.url()));
            api.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
            var agent = create(maintainer.api(), "payment_revenue", """
                    {"summary":"ai","actions":["task"],"prices":{"input":"0.15","output":"0.60","currency":"USD"}}""",
                    "\"active\":false").expect(201).id();
            other.says(_ -> {
                api.put("/api/v1/organization/members/" + maintainer.userId() + "/role", "{\"role\":\"viewer\"}")
                        .expect(200);
                return new OtherSide.Said(200, "{\"choices\":[{\"message\":{\"content\":\"One deal waits.\"}}]}");
            });

            var execution = run(agent);

            assertThat(execution.at("/status").asString()).isEqualTo("failed");
            assertThat(execution.at("/errorDetails").asString()).contains("no longer has the permission");
            assertThat(api.get("/api/v1/tasks").json().path("results")).isEmpty();
        }
    }

    @Test
    void looksAtItsTimesAndPlansTheNext() throws SQLException {
        var agent = create("support_ticket", "{}", "\"cron\":\"0 9 * * *\",\"active\":true").expect(201).id();
        assertThat(executions(agent)).isEmpty();

        sql("update agent_queue set due_at = now() - interval '1 day' where organization_id = ?");
        sql("insert into work_tickets (organization_id, queue) values (?, 'agents')");
        Workflows.await(() -> executions(agent).size() == 1 && isIdle(agent), "the agent did not come");

        assertThat(sql(
                "update agent_queue set due_at = due_at where leased_by is null and due_at > now() and organization_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void actsForWhoMayDoItAlone() throws SQLException {
        var agent = agent("security_watcher", "{\"actions\":[\"task\"]}");
        var poor = key(
                "\"agents:read\",\"agents:create\",\"audit-logs:read\",\"api-keys:read\",\"security-events:read\"");
        assertThat(create(poor, "security_watcher", "{\"actions\":[\"task\"]}", "\"active\":false").expect(403).text())
                .contains("what the agent does needs tasks:create");
        run(agent);
        var shown = key("\"agents:read\",\"audit-logs:read\"").get(AGENTS + "/" + agent + "/executions").expect(200);
        assertThat(shown.at("/results/0/lacking/0")).isEqualTo("api-keys:read");
        assertThat(shown.json().at("/results/0").has("resultSummary")).isFalse();
        sql("update agent_execution_logs set error_details = 'about Ada' where organization_id = ?");
        sql("update automation_agents set last_error = 'about Ada' where organization_id = ?");
        for (var path : List.of("", "/" + agent, "/" + agent + "/executions")) {
            assertThat(api.get(AGENTS + path).expect(200).text()).contains("about Ada");
            assertThat(key("\"agents:read\",\"audit-logs:read\"").get(AGENTS + path).expect(200).text())
                    .doesNotContain("about Ada");
        }

        sql("update automation_agents set maintained_by = gen_random_uuid() where organization_id = ?");
        var refused = run(agent);

        assertThat(refused.at("/status").asString()).isEqualTo("failed");
        assertThat(refused.at("/errorDetails").asString()).contains("no longer a member");
        assertThat(api.get(AGENTS + "/" + agent).at("/status")).isEqualTo("error");
    }

    /** What the agent is to do is asked of the key when it states it, and of what the key had ever after. */
    @Test
    void whatAKeyStatedActsWithNoMoreThanTheKeyHad() throws SQLException {
        deal("late", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(3)));
        var scopes = "\"agents:read\",\"agents:create\",\"agents:update\",\"opportunities:read\",\"tasks:create\"";
        var made = create(key(scopes), "payment_revenue", "{\"actions\":[\"task\"]}", "\"active\":false").expect(201);
        assertThat(made.at("/maintainedBy")).isEqualTo(owner.userId().toString());
        assertThat(made.json().path("maintainedScopes").valueStream().map(JsonNode::asString))
                .containsExactly("agents:create", "agents:read", "agents:update", "opportunities:read", "tasks:create");
        assertThat(run(made.id()).at("/status").asString()).isEqualTo("succeeded");

        sql("update automation_agents set maintained_scopes = array_remove(maintained_scopes, 'tasks:create') where organization_id = ?");
        var refused = run(made.id());
        var named = api.patch(AGENTS + "/" + made.id(), "{\"name\":\"Ours\",\"description\":\"Ours\"}").expect(200);
        var patched = api.patch(AGENTS + "/" + made.id(), "{\"cron\":\"0 6 * * *\"}").expect(200);

        assertThat(named.json().path("maintainedScopes")).hasSize(4);
        assertThat(refused.at("/errorDetails").asString())
                .isEqualTo("the API key by which the agent was stated did not have the permission tasks:create");
        assertThat(patched.json().has("maintainedScopes")).isFalse();
        assertThat(run(made.id()).at("/status").asString()).isEqualTo("succeeded");
    }

    @Test
    void goesWithWhatItFoundAndLeavesWhatItMade() {
        deal("late", "\"expectedCloseOn\":\"%s\"".formatted(TODAY.minusDays(3)));
        var agent = agent("payment_revenue", "{\"actions\":[\"task\"]}");
        run(agent);

        api.delete(AGENTS + "/" + agent).expect(204);

        api.get(AGENTS + "/" + agent + "/executions").expect(404);
        assertThat(api.get("/api/v1/tasks").json().at("/results")).hasSize(1);
    }

    private String agent(String type, String configuration) {
        return create(type, configuration).expect(201).id();
    }

    private Answer create(String type, String configuration) {
        return create(type, configuration, "\"active\":false");
    }

    private Answer create(String type, String configuration, String more) {
        return create(api, type, configuration, more);
    }

    private static Answer create(Api by, String type, String configuration, String more) {
        return by.post(AGENTS, """
                {"name":"Agent","type":"%s","description":"For the test","configuration":%s,%s}"""
                .formatted(type, configuration, more));
    }

    /** As who starts a workflow may do what it does. */
    @Test
    void looksAtOnceForWhoMayDoWhatItDoes() {
        var agent = AGENTS + "/" + agent("payment_revenue", "{\"actions\":[\"task\"]}");
        var scopes = "\"agents:read\",\"agents:run\"";

        var refused = key(scopes).post(agent + "/run", "").expect(403);
        assertThat(refused.at("/detail")).contains("opportunities:read", "tasks:create");
        key(scopes + refused.at("/detail").replaceAll(".*needs ", ",").replaceAll("[a-z-]+:[a-z]+", "\"$0\""))
                .post(agent + "/run", "")
                .expect(202);
    }

    private Api key(String scopes) {
        return Api.at(port())
                .bearer(api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[" + scopes + "]}")
                        .expect(201)
                        .at("/key"));
    }

    private String make(String resource, String body) {
        return api.post("/api/v1/" + resource, body).expect(201).id();
    }

    private void deal(String name, String properties) {
        make("opportunities", "{\"name\":\"%s\",%s}".formatted(name, properties));
    }

    private void won(String amount, String currency, LocalDate on) {
        deal("won", "\"stage\":\"Won\",\"closedOn\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"%s\"}"
                .formatted(on, amount, currency));
    }

    /** Has it look, and waits until it has. @return the execution */
    private JsonNode run(String agent) {
        var before = executions(agent).size();
        api.post(AGENTS + "/" + agent + "/run", "").expect(202);
        Workflows.await(
                () -> executions(agent).size() > before
                        && !executions(agent).path(0).at("/status").asString().equals("running"),
                "the agent did not look");
        return executions(agent).path(0);
    }

    private JsonNode executions(String agent) {
        return api.get(AGENTS + "/" + agent + "/executions").expect(200).json().at("/results");
    }

    private boolean isIdle(String agent) {
        return api.get(AGENTS + "/" + agent).at("/status").equals("idle");
    }

    private int sql(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, owner.organizationId());
            return prepared.executeUpdate();
        }
    }
}
