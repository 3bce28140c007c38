package dev.tenantry.automation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps name one another, and what has come of them. */
class ProgramTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String WAIT = "{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}%s}";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void aStepKeepsItsIdWhereverItIsMovedTo() {
        var id = workflows.draft(MANUAL, "[%s,%s,%s]".formatted(wait(""), wait(",\"id\":\"step-0\""), wait("")));
        var path = "/api/v1/workflows/" + id;
        var steps = api.get(path).json().at("/steps");
        assertThat(steps.findValuesAsString("id")).containsExactly("step-1", "step-0", "step-2");

        var moved = "[%s,%s,%s]".formatted(steps.path(2), wait(""), steps.path(0));
        var changed = api.patch(path, "{\"steps\":" + moved + "}").expect(200);

        assertThat(changed.json().at("/steps").findValuesAsString("id")).containsExactly("step-2", "step-3", "step-1");
        assertThat(api
                .patch(path,
                        "{\"steps\":[%s,%s,%s]}".formatted(steps.path(2), wait(",\"id\":\"step-3\""), steps.path(0)))
                .at("/currentVersion")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[{'type':'delay','id':'Big','config':{'duration':'PT0S'}}] | steps[0].id | pattern",
        "[{'type':'delay','id':'end','config':{'duration':'PT0S'}}] | steps[0].id | not-unique",
        "[{'type':'delay','id':'a','config':{'duration':'PT0S'}},{'type':'delay','id':'a','config':{'duration':'PT0S'}}] | steps[1].id | not-unique",
        "[{'type':'delay','id':'a','next':'b','config':{'duration':'PT0S'}}] | steps[0].next | unknown",
        "[{'type':'delay','config':{'duration':'PT0S'}},{'type':'delay','id':'b','next':'b','config':{'duration':'PT0S'}}] | steps[1].next | out-of-range",
        "[{'type':'condition','config':{'field':'trigger.x','operator':'exists','onTrue':'nowhere'}}] | steps[0].config.onTrue | unknown",
        "[{'type':'create_task','id':'a','config':{'title':'{{steps.a.result.taskId}}'}}] | steps[0].config.title | invalid-template",
        "[{'type':'create_task','id':'a','config':{'title':'x'}},{'type':'create_task','config':{'title':'{{steps.a.taskId}}'}}] | steps[1].config.title | invalid-template",
        "[{'type':'condition','config':{'field':'steps.later.result.x','operator':'exists'}},{'type':'delay','id':'later','config':{'duration':'PT0S'}}] | steps[0].config.field | unknown",
    })
    void refusesNamesThatMeanNothing(String steps, String field, String code) {
        var refused = workflows.create(MANUAL, steps.replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    @Test
    void laterStepsNameWhatEarlierOnesCameTo() {
        var workflow = workflows.manual("""
                [{"id":"first","type":"create_task","config":{"title":"One"},"next":"asked"},
                 {"id":"skipped","type":"create_task","config":{"title":"Never"}},
                 {"id":"asked","type":"condition","config":{"field":"steps.first.result.taskId","operator":"exists","onTrue":"second","onFalse":"end"}},
                 {"id":"third","type":"create_task","config":{"title":"Nor"}},
                 {"id":"second","type":"create_task","config":{"title":"After {{steps.first.result.taskId}}{{steps.skipped.result.taskId}}"},"next":"end"},
                 {"type":"create_task","config":{"title":"Nor this"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.json().at("/steps").findValuesAsString("stepIndex")).containsExactly("0", "2", "4");
        assertThat(run.at("/steps/2/stepConfig/title")).isEqualTo("After " + run.at("/steps/0/result/taskId"));
        assertThat(conditions(workflow)).containsExactly("asked custom_logic 4 6");
    }

    /** Whoever is forgotten is so in what was copied, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"`` | Call ! | succeeded",
        "`,\"missing\":\"empty\"` | Call ! | succeeded",
        "`,\"missing\":{\"default\":\"somebody\"}` | Call somebody! | succeeded",
        "`,\"missing\":\"fail\"` | trigger.name: there is no value for {{trigger.name}} | failed"})
    void saysWhatBecomesOfAMissingValue(String missing, String told, String status) {
        var workflow = workflows.manual("""
                [{"id":"task","type":"create_task","config":{"title":"Call {{trigger.name}}!"}%s}]"""
                .formatted(missing));

        var run = workflows.ended(workflows.start(workflow, "{\"x\":1}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo(status);
        if (status.equals("failed")) {
            assertThat(run.at("/errorDetails")).endsWith(told);
            assertThat(run.at("/steps/0/retryCount")).isEqualTo("0");
        } else {
            assertThat(api.get("/api/v1/tasks").json().at("/results/0/title").asString()).isEqualTo(told);
        }
    }

    @Test
    void textsHaveSections() {
        var workflow = workflows
                .manual("""
                [{"type":"create_task","config":{"title":"{{#trigger.items}}{{name}}{{^-last}}, {{/-last}}{{/trigger.items}}{{^trigger.items}}nothing{{/trigger.items}}"}}]""");

        workflows.ended(workflows.start(workflow, "{\"items\":[{\"name\":\"a\"},{\"name\":\"{{b}}\"}]}"));
        workflows.ended(workflows.start(workflow, "{\"items\":[]}"));
        var bomb = workflows.ended(workflows.start(
                workflows
                        .manual("""
                [{"type":"create_task","config":{"title":"{{#trigger.l}}{{#trigger.l}}{{#trigger.l}}x{{/trigger.l}}{{/trigger.l}}{{/trigger.l}}"}}]"""),
                "{\"l\":%s}".formatted(Collections.nCopies(500, 1))));

        assertThat(api.get("/api/v1/tasks?sort=createdAt").json().at("/results").findValuesAsString("title"))
                .containsExactly("a, {{b}}", "nothing");
        assertThat(bomb.at("/status")).isEqualTo("failed");
        assertThat(bomb.at("/errorDetails")).contains("repeated more than 10000 times");
    }

    @Test
    void whatIsCopiedFromAResultGoesWithWhomItIsAbout() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var run = workflows.ended(workflows.start(
                workflows
                        .manual("""
                [{"id":"look","type":"condition","config":{"field":"contact.name","operator":"exists"}},
                 {"type":"create_task","config":{"title":"{{steps.look.result.value}}","contactId":"{{trigger.nobody}}"}}]"""),
                "{\"contactId\":\"%s\"}".formatted(contact)));
        assertThat(run.at("/steps/1/stepConfig/title")).isEqualTo("Ada Lovelace");

        api.delete("/api/v1/contacts/" + contact).expect(204);
        api.delete("/api/v1/contacts/trash/" + contact).expect(204);

        assertThat(workflows.run(run.id()).text()).doesNotContain("Lovelace");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'expression':'contact.nmae == 1'} | steps[1].config.expression | invalid-expression",
        "{'expression':'steps.later.result.x == 1'} | steps[1].config.expression | invalid-expression",
        "{'expression':'true','field':'contact.name','operator':'exists'} | steps[1].config.field | excluded",
        "{'onTrue':'end'} | steps[1].config.field | required",
    })
    void refusesExpressionsThatMeanNothing(String condition, String field, String code) {
        var refused = workflows.create(MANUAL, "[%s,{\"type\":\"condition\",\"config\":%s}]".formatted(wait(""),
                condition.replace('\'', '"'))).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    @Test
    void decidesByExpressions() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var workflow = workflows.manual("""
                [{"id":"a","type":"create_task","config":{"title":"x"}},
                 {"type":"condition","config":{"expression":"contact.name == 'Ada' && size(trigger.tags) > 1 && has(steps.a.result.taskId)","onFalse":"end"}},
                 {"id":"last","type":"condition","config":{"expression":"contact.email.contains('@')"}}]""");

        var other = workflows
                .ended(workflows.start(workflow, "{\"tags\":[\"x\"],\"contactId\":\"%s\"}".formatted(contact)));
        var run = workflows
                .ended(workflows.start(workflow, "{\"tags\":[\"x\",\"y\"],\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(other.at("/status")).as(other.text()).isEqualTo("succeeded");
        assertThat(run.json().at("/steps/1/result/holds").asBoolean()).as(run.text()).isTrue();
        assertThat(run.at("/errorDetails")).startsWith("step last (condition): ")
                .contains("comes to no answer: at character 23: contact.email is empty")
                .contains("ask has(contact.email) before");
        assertThat(conditions(workflow)).containsExactly("step-1 custom_logic 2 3", "last custom_logic 3 3");
    }

    @Test
    void filtersEventsByExpressions() {
        var workflow = workflows.active(
                """
                {"type":"event","event":"contact.updated","filter":[{"field":"trigger.changes.jobTitle","operator":"exists"},
                 {"expression":"trigger.changes.jobTitle.after.startsWith('Chief') && trigger.changes.jobTitle.before != 'Chief'"}]}""",
                "[" + wait("") + "]");
        var refused = workflows
                .create("""
                {"type":"event","event":"contact.updated","filter":[{"expression":"trigger.changes.jobtitle.after == '' || contact.name == ''"}]}""",
                        "[" + wait("") + "]")
                .expect(422);
        assertThat(refused.json().at("/errors").findValuesAsString("field"))
                .containsOnly("trigger.filter[0].expression")
                .hasSize(2);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();

        for (var title : List.of("\"Engineer\"", "null", "\"Chief Engineer\"")) {
            api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":%s}".formatted(title)).expect(200);
        }

        assertThat(workflows.onlyRun(workflow).at("/triggerData/trigger/changes/jobTitle/after"))
                .isEqualTo("Chief Engineer");
    }

    @Test
    void branchesByTheFirstCaseThatHoldsAndStopsWithItsReason() {
        var workflow = workflows.manual("""
                [{"type":"branch","config":{"cases":[
                    {"when":[{"field":"trigger.n","operator":"gt","value":10},{"expression":"trigger.n < 20"}],"goTo":"some"},
                    {"when":[{"field":"trigger.n","operator":"gte","value":20}],"goTo":"many"}],"else":"end"}},
                 {"id":"some","type":"stop","config":{"reason":"{{trigger.n}} is enough"}},
                 {"id":"many","type":"stop","config":{"outcome":"failed","reason":"{{trigger.n}} are too many"}}]""");

        var some = workflows.ended(workflows.start(workflow, "{\"n\":11}"));
        var many = workflows.ended(workflows.start(workflow, "{\"n\":21}"));
        var few = workflows.ended(workflows.start(workflow, "{\"n\":1}"));

        assertThat(some.at("/status")).as(some.text()).isEqualTo("succeeded");
        assertThat(some.at("/steps/1/result/reason")).isEqualTo("11 is enough");
        assertThat(many.at("/errorDetails")).isEqualTo("step many (stop): 21 are too many");
        assertThat(few.json().at("/steps")).hasSize(1);
        assertThat(workflows.create(MANUAL, """
                [{"type":"branch","config":{"cases":[{"when":[{"expression":"nobody"}],"goTo":"end"}]}}]""")
                .expect(422)
                .json()
                .at("/errors")
                .findValuesAsString("field")).containsExactly("steps[0].config.cases[0].when[0].expression");
    }

    @Test
    void goesOnWhereThereIsNoTimeAndTheStepSaysSo() {
        var delay = "[{\"type\":\"delay\",\"config\":{\"until\":\"{{trigger.at}}\"%s}}]";

        var skipped = workflows.ended(workflows.start(
                workflows.manual(delay.formatted(",\"ifMissing\":\"skip\"")), "{}"));
        var failed = workflows.ended(workflows.start(workflows.manual(delay.formatted("")), "{}"));
        var far = workflows.start(workflows.manual(delay.formatted("")), "{\"at\":\"%s\"}"
                .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(1_800)));

        assertThat(skipped.at("/status")).as(skipped.text()).isEqualTo("succeeded");
        assertThat(failed.at("/errorDetails")).isEqualTo("step 0 (delay): until: {{trigger.at}} has no value");
        Workflows.await(() -> workflows.run(far).at("/status").equals("waiting"), "it does not wait");
        assertThat(workflows.create("{\"type\":\"manual\"}",
                "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\",\"ifMissing\":\"skip\"}}]")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("steps[0].config.ifMissing");
    }

    /** Nine o'clock of whom it is about. */
    @Test
    void waitsInAZoneThatTheRunNames() {
        var workflow = workflows.manual("""
                [{"type":"delay","config":{"untilTime":"09:00","zone":"{{trigger.zone}}"}}]""");

        var waiting = workflows.start(workflow, "{\"zone\":\"Asia/Kathmandu\"}");
        var wrong = workflows.ended(workflows.start(workflow, "{\"zone\":\"Mars\"}"));
        var none = workflows.ended(workflows.start(workflow, "{}"));

        Workflows.await(() -> workflows.run(waiting).at("/status").equals("waiting"), "it does not wait");
        assertThat(workflows.run(waiting).at("/waitsFor/until") + workflows.run(waiting).at("/waitingUntil"))
                .contains("T03:15:00Z");
        assertThat(wrong.at("/errorDetails"))
                .isEqualTo("step 0 (delay): zone: Mars is no zone such as Europe/Vienna ({{trigger.zone}})");
        assertThat(none.at("/errorDetails")).isEqualTo("step 0 (delay): zone: {{trigger.zone}} has no value");
        workflows.create("{\"type\":\"manual\"}",
                "[{\"type\":\"delay\",\"config\":{\"untilTime\":\"09:00\",\"zone\":\"{{nobody.zone}}\"}}]")
                .expect(422);
    }

    @Test
    void waitsInTheZoneOfTheContactThatItIsAbout() {
        var workflow = workflows.onEvent("contact.created",
                "[{\"type\":\"delay\",\"config\":{\"untilTime\":\"09:00\",\"zone\":\"{{contact.zone}}\"}}]");

        api.post("/api/v1/contacts", "{\"name\":\"N\",\"zone\":\"Asia/Kathmandu\"}").expect(201);

        Workflows.await(() -> workflows.runs(workflow).at("/results/0/status").equals("waiting"), "it does not wait");
        assertThat(workflows.run(workflows.runs(workflow).at("/results/0/id")).at("/waitingUntil"))
                .contains("T03:15:00Z");
    }

    @Test
    void waitsUntilATimeThatTheRunNames() {
        var workflow = workflows.manual("""
                [{"id":"meeting","type":"delay","config":{"until":"{{trigger.at}}","offset":"-PT1H"}}]""");
        var later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);

        var waiting = workflows.start(workflow, "{\"at\":\"%s\"}".formatted(later));
        var past = workflows.ended(workflows.start(workflow, "{\"at\":\"2020-01-01\"}"));
        var never = workflows.ended(workflows.start(workflow, "{\"at\":\"soon\"}"));

        assertThat(past.at("/status")).as(past.text()).isEqualTo("succeeded");
        assertThat(never.at("/errorDetails")).isEqualTo(
                "step meeting (delay): until: soon is no time, such as 2026-01-31T12:00:00Z, and no day ({{trigger.at}})");
        Workflows.await(() -> workflows.run(waiting).at("/status").equals("waiting"), "the run did not wait");
        assertThat(Instant.parse(workflows.run(waiting).at("/waitingUntil")))
                .isBetween(later.minus(Duration.ofMinutes(61)), later.minus(Duration.ofMinutes(59)));
        for (var config : List.of("{}", "{\"duration\":\"PT1S\",\"until\":\"2026-01-01\"}", "{\"until\":\"soon\"}",
                "{\"untilTime\":\"09:00\",\"zone\":\"Mars/Base\"}",
                "{\"duration\":\"PT1S\",\"untilWeekday\":\"monday\"}")) {
            workflows.create(MANUAL, "[{\"type\":\"delay\",\"config\":%s}]".formatted(config)).expect(422);
        }
        // As a schedule's can be.
        workflows.draft(MANUAL, "[{\"type\":\"delay\",\"config\":{\"untilTime\":\"09:00\",\"zone\":\"+02:00\"}}]");
    }

    @Test
    void theViewsHaveStepsWithinSteps() throws SQLException {
        var decide = "{\"type\":\"condition\",\"id\":\"%s\",\"config\":{\"field\":\"trigger.x\",\"operator\":\"eq\",\"value\":1%s}}";
        var pause = "{\"type\":\"delay\",\"id\":\"%s\",\"config\":{\"duration\":\"PT0S\"}}";
        var workflow = workflows.draft(MANUAL,
                "[%s,{\"type\":\"for_each\",\"id\":\"each\",\"config\":{\"items\":[1],\"steps\":[%s,{\"type\":\"parallel\",\"id\":\"fan\",\"config\":{\"branches\":[{\"steps\":[%s]},{\"steps\":[%s,%s]}]}},%s]}},%s]"
                        .formatted(decide.formatted("first", ",\"onTrue\":\"last\""),
                                decide.formatted("inner", ",\"onFalse\":2,\"onTrue\":\"end\""), pause.formatted("one"),
                                decide.formatted("two", ",\"onFalse\":\"end\""), pause.formatted("three"),
                                pause.formatted("four"), pause.formatted("last")));

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery(
                                """
                                select array_agg(step_id order by step_index), array_agg(step_index order by step_index), count(distinct id)
                                from workflow_actions where workflow_id = '%s'"""
                                        .formatted(workflow))) {
            rows.next();
            assertThat((String[]) rows.getArray(1).getArray())
                    .containsExactly("first", "each", "inner", "fan", "one", "two", "three", "four", "last");
            assertThat((Integer[]) rows.getArray(2).getArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(rows.getInt(3)).isEqualTo(9);
        }
        assertThat(conditions(workflow)).containsExactly("first field_equals 8 1", "inner field_equals 8 7",
                "two field_equals 6 7");
    }

    private static String wait(String more) {
        return WAIT.formatted(more);
    }

    private static List<String> conditions(String workflow) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement().executeQuery("""
                select array_agg(concat_ws(' ', step_id, condition_type, next_step_on_true, next_step_on_false) order by step_index)
                from workflow_conditions where workflow_id = '%s'""".formatted(workflow))) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
