package dev.tenantry.automation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow calls its own: values that it names, and secrets that nobody sees. */
class VariableTests extends ApiTest {

    private static final String WAIT = "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}}]";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);
    private String workflow = "";

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
        workflow = "/api/v1/workflows/" + workflows.draft("{\"type\":\"manual\"}", WAIT);
    }

    @Test
    void stepsNameThemAndChangeThemForTheRun() {
        var limit = declare("{\"name\":\"limit\",\"type\":\"number\",\"defaultValue\":5,\"required\":true}");
        declare("{\"name\":\"who\",\"type\":\"string\",\"value\":\"Ada\"}");
        steps("""
                [{"type":"condition","config":{"expression":"variables.limit > 4.5 && variables.who == 'Ada'","onFalse":"end"}},
                 {"type":"condition","config":{"field":"variables.limit","operator":"lt","value":6,"onFalse":"end"}},
                 {"type":"set_variable","config":{"variable":"limit","value":"{{trigger.amount.amount}}"}},
                 {"type":"delay","config":{"until":"2026-01-01"}},
                 {"id":"made","type":"create_task","config":{"title":"{{variables.who}} {{variables.limit}}"}}]""")
                .expect(200);
        activate(200);

        var run = workflows.ended(start("{\"amount\":{\"amount\":\"12.50\",\"currency\":\"EUR\"}}"));
        var wrong = workflows.ended(start("{\"amount\":{\"amount\":\"much\"}}"));
        assertThat(api.patch(workflow + "/variables/limit", "{\"value\":3}").expect(200).text())
                .isEqualTo(api.get(limit).text());
        api.get(workflow + "/variables/Limit").expect(404);
        var stopped = workflows.ended(start("{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/4/stepConfig/title")).isEqualTo("Ada 12.5");
        assertThat(wrong.at("/errorDetails")).contains("the variable limit is of type number, and the value is not");
        assertThat(stopped.json().at("/steps")).hasSize(1);
    }

    @Test
    void stepsGiveThemWhatExpressionsComeTo() {
        declare("{\"name\":\"email\",\"type\":\"string\"}");
        declare("{\"name\":\"double\",\"type\":\"number\"}");
        steps("""
                [{"type":"set_variable","config":{"variable":"email","expression":"trigger.email.trim().lower()"}},
                 {"type":"set_variable","config":{"variable":"double","expression":"trigger.n * 2"}},
                 {"type":"create_task","config":{"title":"{{variables.email}} {{variables.double}}"}}]""").expect(200);
        activate(200);

        var run = workflows.ended(start("{\"email\":\" Ada@Example.TEST\",\"n\":1234567890.25}"));
        var other = workflows.ended(start("{\"email\":\"Ada\",\"n\":\"x\"}"));
        var none = workflows.ended(start("{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/value")).isEqualTo("ada@example.test");
        assertThat(run.at("/steps/2/stepConfig/title")).isEqualTo("ada@example.test 2469135780.5");
        assertThat(other.at("/errorDetails")).contains("step 1 (set_variable): ", "comes to no answer");
        assertThat(none.at("/errorDetails")).contains("trigger.email is empty");
    }

    @Test
    void expressionsAreCheckedAgainstTheVariable() {
        declare("{\"name\":\"email\",\"type\":\"string\"}");

        for (var config : List.of("\"expression\":\"size(contact.name)\"", "\"expression\":\"contact.nmae\"",
                "\"expression\":\"contact.name\",\"value\":\"x\"", "\"expression\":7")) {
            assertThat(steps("[{\"type\":\"set_variable\",\"config\":{\"variable\":\"email\"," + config + "}}]")
                    .expect(422)
                    .at("/errors/0/field")).as(config).startsWith("steps[0].config.");
        }
    }

    @Test
    void whatIsUnknownOrLackingIsRefused() {
        for (var steps : List.of("[{\"type\":\"create_task\",\"config\":{\"title\":\"{{variables.limit}}\"}}]",
                "[{\"type\":\"condition\",\"config\":{\"expression\":\"variables.limit > 1.0\"}}]",
                "[{\"type\":\"set_variable\",\"config\":{\"variable\":\"limit\",\"value\":1}}]")) {
            assertThat(steps(steps).expect(422).at("/errors/0/field")).startsWith("steps[0].config.");
        }
        var limit = declare("{\"name\":\"limit\",\"type\":\"number\",\"required\":true}");
        assertThat(
                steps("[{\"type\":\"set_variable\",\"config\":{\"variable\":\"limit\",\"value\":\"one\"}}]").expect(422)
                        .at("/errors/0/code"))
                .isEqualTo("type-mismatch");
        steps("[{\"type\":\"create_task\",\"config\":{\"title\":\"{{variables.limit}}\"}}]").expect(200);
        assertThat(activate(409).at("/errors/0/field")).isEqualTo("variables.limit");

        api.patch(limit, "{\"value\":\"much\"}").expect(422);
        api.patch(limit, "{\"type\":\"string\"}").expect(409);
        api.delete(limit).expect(409);
        api.post(workflow + "/variables", "{\"name\":\"limit\",\"type\":\"json\"}").expect(409);
        api.patch(limit, "{\"value\":1}").expect(200);
        activate(200);
        assertThat(api.patch(limit, "{\"value\":null}").expect(409).at("/errors/0/field")).isEqualTo("variables.limit");
        steps(WAIT).expect(200);
        api.delete(limit).expect(204);
        people.signUp().api().get(workflow + "/variables").expect(404);
    }

    /** Whoever changes it at once: what is put is checked against what there is by then. */
    @Test
    void whatIsTakenAwayMeanwhileIsRefused() throws Exception {
        var id = workflow.substring(workflow.lastIndexOf('/') + 1);
        api.post(workflow + "/variables", "{\"name\":\"who\",\"type\":\"string\",\"value\":\"x\"}")
                .expect(201);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("select from workflow_definitions where id = '%s' for update".formatted(id));
            var put = threads.submit(() -> api.put(workflow,
                    """
                    {"name":"W","trigger":{"type":"manual"},"steps":[{"type":"create_task","config":{"title":"{{variables.who}}"}}]}"""));
            Workflows.await(() -> {
                try (var waiting = statement.executeQuery(
                        "select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))")) {
                    return waiting.next();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }, "nobody waits");
            statement.execute("delete from workflow_variables where workflow_id = '%s'".formatted(id));
            connection.commit();
            connection.setAutoCommit(true);

            assertThat(put.get().expect(422).text()).contains("variables");
        }
    }

    @Test
    void aHostThatIsNamedTwiceIsOne() {
        var token = declare(
                """
                {"name":"token","type":"secret","allowedHosts":["api.example.com","API.example.com"],"value":"plain-5f1c7e"}""");

        assertThat(api.get(token).expect(200).json().at("/allowedHosts")).hasToString("[\"api.example.com\"]");
        assertThat(api.get(workflow).expect(200).at("/name")).isNotEmpty();
    }

    /** A value decides what is done in the publisher's name. */
    @Test
    void aSecretGoesToItsHostAndNowhereElse() throws SQLException {
        var seen = new CopyOnWriteArrayList<String>();
        try (var receiver = new HookReceiver()) {
            receiver.answerWith(exchange -> {
                var header = String.valueOf(exchange.getRequestHeaders().getFirst("X-Token"));
                seen.add(header);
                HookReceiver.answer(exchange, 200, "you sent " + header);
            });
            var token = declare(
                    "{\"name\":\"token\",\"type\":\"secret\",\"required\":true,\"allowedHosts\":[\"LOCALHOST\"],\"value\":\"other\"}");
            api.patch(token, "{\"value\":\"%s\"}".formatted("plain-5f1c7e")).expect(200);
            assertThat(api.patch(token, "{\"description\":\"x\"}").expect(200).text()).contains("\"set\":true")
                    .doesNotContain("5f1c7e");
            assertThat(steps(
                    "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{secrets.token}}{{variables.token}}\"}}]")
                    .expect(422)
                    .json()
                    .at("/errors")).hasSize(1);
            api.patch(token, "{\"value\":\"pässwörd\"}").expect(422);
            api.patch(token, "{\"value\":\"\"}").expect(422);
            for (var header : List.of("Zoë", "a\u00a0b")) {
                assertThat(steps(hook(receiver, header)).expect(422).at("/errors/0/code")).isEqualTo("invalid-header");
            }
            assertThat(steps(hook(receiver, "Bearer {{secrets.token}} {{trigger.x}}")).expect(422).at("/errors/0/code"))
                    .isEqualTo("excluded");
            steps(hook(receiver, "Bearer {{secrets.token}}")).expect(200);
            activate(200);

            var run = workflows.ended(start("{}"));
            assertThat(api.patch(token, "{\"allowedHosts\":[\"localhost\",\"api.example.com\"]}")
                    .expect(422)
                    .at("/errors/0/code")).isEqualTo("state-anew");
            api.patch(token, "{\"allowedHosts\":[\"api.example.com\"],\"value\":\"plain-5f1c7e\"}").expect(200);
            var refused = workflows.ended(start("{}"));

            assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
            assertThat(seen).containsExactly("Bearer plain-5f1c7e");
            assertThat(run.at("/steps/0/result/body")).isEqualTo("you sent Bearer ***");
            assertThat(refused.at("/errorDetails")).contains("the secret token may not be sent to localhost");
        }
        assertThat(places("plain-5f1c7e")).isEmpty();
    }

    private static String hook(HookReceiver receiver, String header) {
        return "[{\"type\":\"webhook\",\"config\":{\"url\":\"%s\",\"headers\":{\"X-Token\":\"%s\"}}}]"
                .formatted(receiver.url("/x"), header);
    }

    /** Where in the whole database a text stands. */
    private static List<String> places(String text) throws SQLException {
        var places = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            for (var table : tables(connection)) {
                try (var rows = connection.createStatement()
                        .executeQuery(
                                "select count(*) from " + table + " as t where t::text like '%" + text
                                        + "%' or t::text like '%"
                                        + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "%'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        places.add(table);
                    }
                }
            }
        }
        return places;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = connection.createStatement().executeQuery("""
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private String declare(String variable) {
        return api.post(workflow + "/variables", variable).expect(201).header("Location");
    }

    private Answer steps(String steps) {
        return api.patch(workflow, "{\"steps\":" + steps + "}");
    }

    private Answer activate(int status) {
        return api.put(workflow + "/activation", "").expect(status);
    }

    private String start(String input) {
        return workflows.start(workflow.substring(workflow.lastIndexOf('/') + 1), input);
    }
}
