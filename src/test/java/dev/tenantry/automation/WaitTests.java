package dev.tenantry.automation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** A run waits for an event: none that came before, and each that comes after. */
class WaitTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String STEPS = """
            [{"type":"wait_for_event","id":"wait","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"{{trigger.contactId}}"},"timeout":"%s"%s}},
             {"type":"create_task","config":{"title":"{{steps.wait.result.timedOut}}{{steps.wait.result.changes.jobTitle.after}}"}}]""";
    private static final int RACES = Sample.part(200);

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void goesOnWithWhatTheEventTells() {
        var workflow = workflows.manual(STEPS.formatted("P1D", ""));
        var ada = contact();
        var eve = contact();
        change(ada, "before");
        var run = start(workflow, ada);
        awaitWaiting(run);

        change(eve, "another");
        change(ada, "after");

        var ended = workflows.ended(run);
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/1/stepConfig/title")).isEqualTo("after");
    }

    @Test
    void passesOverWhatItsFilterDoesNotTake() {
        var workflow = workflows.manual(STEPS.formatted("P1D",
                """
                ,"filter":[{"field":"trigger.changes.jobTitle.after","operator":"startsWith","value":"Chief"},
                  {"expression":"trigger.changes.jobTitle.after.contains('Officer') && event.aggregateType == 'contact'"}]"""));
        var ada = contact();
        var eve = contact();
        var run = start(workflow, ada);
        var other = start(workflow, eve);
        awaitWaiting(run);
        awaitWaiting(other);

        change(ada, "Officer");
        change(ada, "Chief Engineer");
        api.patch("/api/v1/contacts/" + ada, "{\"name\":\"Ada L\"}").expect(200);
        change(eve, "CHIEF Data Officer");
        change(ada, "Chief Executive Officer");
        change(ada, "Chief Technical Officer");

        assertThat(workflows.ended(run).at("/steps/1/stepConfig/title")).isEqualTo("Chief Executive Officer");
        assertThat(workflows.ended(other).at("/steps/1/stepConfig/title")).isEqualTo("CHIEF Data Officer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'field':'trigger.nope','operator':'exists'} | steps[0].config.filter[0].field | unknown",
        "{'field':'contact.name','operator':'exists'} | steps[0].config.filter[0].field | unknown",
        "{'field':'trigger.changes.jobTitel.after','operator':'exists'} | steps[0].config.filter[0].field | unknown",
        "{'field':'event.occurredAt','operator':'gt','value':'soon'} | steps[0].config.filter[0].value | type-mismatch",
        "{'expression':'trigger.nope == 1'} | steps[0].config.filter[0].expression | invalid-expression",
        "{'expression':'true','field':'trigger.x'} | steps[0].config.filter[0].field | excluded",
        "{'field':'event.name'} | steps[0].config.filter[0].operator | required"})
    void checksItsFilterAsATriggers(String filter, String field, String code) {
        var refused = workflows
                .create(MANUAL, STEPS.formatted("P1D", ",\"filter\":[%s]".formatted(filter.replace('\'', '"'))))
                .expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    /**
     * The wait is committed, and then, with no pause between, the event: while the dispatcher is at work all the time. None is
     * missed, or its run would stand still, and each run ends once.
     */
    @Test
    void missesNothingThatComesAfter() {
        var workflow = workflows.manual(STEPS.formatted("P1D", ""));
        var contacts = IntStream.range(0, RACES).mapToObj(_ -> contact()).toList();
        var runs = contacts.stream().map(contact -> start(workflow, contact)).toList();

        var changes = List.of(0, 1)
                .stream()
                .map(half -> CompletableFuture.runAsync(() -> IntStream.range(0, RACES)
                        .filter(place -> place % 2 == half)
                        .forEach(place -> {
                            awaitWaiting(runs.get(place));
                            change(contacts.get(place), "t" + place);
                        })))
                .toList();
        changes.forEach(CompletableFuture::join);

        for (var place = 0; place < RACES; place++) {
            assertThat(workflows.ended(runs.get(place)).at("/steps/1/stepConfig/title")).isEqualTo("t" + place);
        }
    }

    /** What came while the run was at other steps is not lost, and each wait is told another one. */
    @Test
    void isToldOfWhatCameSinceTheRunBeganOnceEach() {
        var contact = contact();
        change(contact, "before");
        var workflow = workflows.manual("""
                [{"type":"delay","config":{"duration":"PT1H"}},
                 %1$s,
                 {"type":"for_each","config":{"items":["a part is told what those around it have not been"],"steps":[%1$s]}},
                 %1$s,
                 %1$s]"""
                .formatted(
                        """
                        {"type":"wait_for_event","config":{"event":"contact.updated","since":"start","timeout":"P1D",
                         "match":{"field":"event.aggregateId","value":"{{trigger.contactId}}"},
                         "filter":[{"field":"trigger.changes.jobTitle.after","operator":"startsWith","value":"t"}]}}"""));
        var run = start(workflow, contact);
        awaitWaiting(run);
        for (var title : List.of("t1", "other", "t2")) {
            change(contact, title);
        }

        Workflows.elapse(run);
        Workflows.await(() -> workflows.run(run).json().path("steps").size() == 5,
                "the last wait has not begun");
        change(contact, "t3");

        var ended = workflows.ended(run);
        assertThat(Stream.of("1/result", "2/result/results/0/result", "3/result", "4/result")
                .map(place -> ended.at("/steps/" + place + "/changes/jobTitle/after"))).as(ended.text())
                .containsExactly("t1", "t2", "t2", "t3");
    }

    /** Of a run that an event began, since that: not since the run, which is a little later. */
    @Test
    void isToldOfWhatCameSinceTheEventThatBeganTheRun() {
        var workflow = workflows.onEvent("contact.created", """
                [{"type":"delay","config":{"duration":"PT1H"}},
                 {"type":"wait_for_event","config":{"event":"contact.updated","since":"start","timeout":"P1D",
                  "match":{"field":"event.aggregateId","value":"{{contact.id}}"}}},
                 {"type":"wait_for_event","config":{"event":"contact.updated","since":"start","timeout":"P1D",
                  "match":{"field":"event.aggregateId","value":"{{contact.id}}"}}}]""");
        var contact = contact();
        change(contact, "at once");
        change(contact, "after that");
        Workflows.await(() -> workflows.runs(workflow).at("/results/0/status").equals("waiting"), "no run waits");
        var run = workflows.runs(workflow).at("/results/0/id");

        Workflows.elapse(run);

        var ended = workflows.ended(run);
        assertThat(ended.at("/steps/1/result/changes/jobTitle/after") + ", "
                + ended.at("/steps/2/result/changes/jobTitle/after")).as(ended.text())
                .isEqualTo("at once, after that");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | failed", ",\"onTimeout\":1 | succeeded"})
    void comesToAnEndWhereNothingComes(String onTimeout, String status) {
        var run = workflows.ended(start(workflows.manual(STEPS.formatted("PT0.2S", onTimeout)), contact()));

        assertThat(run.at("/status")).as(run.text()).isEqualTo(status);
        assertThat(run.text())
                .contains(status.equals("failed") ? "no contact.updated came within PT0.2S" : "\"title\":\"true\"");
    }

    @Test
    void waitsNoMoreOnceItIsCancelled() {
        var contact = contact();
        var run = start(workflows.manual(STEPS.formatted("P1D", "")), contact);
        awaitWaiting(run);

        api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
        change(contact, "after");

        assertThat(workflows.run(run).at("/steps/0/status")).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "contact.never | event.aggregateId | {{trigger.x}} | event | unknown",
        "contact.updated | trigger.nothing | {{trigger.x}} | match.field | unknown",
        "contact.updated | contact.id | {{trigger.x}} | match.field | pattern",
        "contact.updated | event.aggregateId | {{nowhere.x}} | match.value | invalid-template",
    })
    void refusesWhatMeansNothing(String event, String field, String value, String at, String code) {
        var refused = workflows
                .create(MANUAL,
                        """
                [{"type":"wait_for_event","config":{"event":"%s","match":{"field":"%s","value":"%s"},"timeout":"P1D"}}]"""
                                .formatted(event, field, value))
                .expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                .isEqualTo("steps[0].config." + at + " " + code);
    }

    private String contact() {
        return api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
    }

    private void change(String contact, String jobTitle) {
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"%s\"}".formatted(jobTitle)).expect(200);
    }

    private String start(String workflow, String contact) {
        return workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
    }

    private void awaitWaiting(String run) {
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
    }
}
