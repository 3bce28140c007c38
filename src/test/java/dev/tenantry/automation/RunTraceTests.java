package dev.tenantry.automation;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Traces;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of a record that was deleted for good nothing is left in runs, whatever began them. What other records, workflows and files
 * of imports say in texts of their own stays theirs.
 */
class RunTraceTests extends ApiTest {

    private final Traces traces = Traces.fromNow();
    private final HookReceiver receiver = new HookReceiver();
    private final String word = "Quillfeather" + UUID.randomUUID().toString().substring(0, 8);
    private Api as = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void author() {
        var person = people.signUp();
        as = person.api();
        workflows = Workflows.of(as);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact opportunity.created", "company contact.created", "opportunity task.created"})
    void areGoneFromRunsOfOtherRecords(String kindAndEvent) {
        var kind = kindAndEvent.substring(0, kindAndEvent.indexOf(' '));
        var id = create(kind);
        var workflow = workflows.onEvent(kindAndEvent.substring(kind.length() + 1), steps(kind));
        var other = kind.equals("contact") ? "opportunities" : kind.equals("company") ? "contacts" : "tasks";
        var held = kind.equals("opportunity")
                ? ",\"contactId\":" + as.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id()
                : "";
        as.post("/api/v1/" + other, "{\"%s\":\"Other\",\"%sId\":%s%s}".formatted(ownName(kind), kind, id, held))
                .expect(201);
        var run = workflows.onlyRun(workflow).expect(200);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("failed");
        assertThat(traces.of(word)).contains("workflow_execution_steps", "outbound_emails");

        as.delete(path(kind) + "/" + id + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
        var left = workflows.run(run.at("/id"));
        assertThat(left.at("/steps/0/result/value")).as("what the run's own record told").isEqualTo("Other");
        assertThat(left.json().at("/triggerData")).isEqualTo(run.json().at("/triggerData"));
        assertThat(left.at("/status")).isEqualTo("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact", "company", "opportunity"})
    void areGoneFromRunsThatAPersonBegan(String kind) {
        var id = create(kind);
        var workflow = workflows.manual(steps(kind));
        var start = "{\"input\":{\"%sId\":\"%s\",\"name\":\"Other\",\"remark\":\"%s\"}}".formatted(kind, id, word);
        var run = as.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/workflows/" + workflow + "/runs", start)
                .expect(201)
                .id();
        assertThat(workflows.ended(run).at("/status")).isEqualTo("failed");
        as.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/workflow-runs/" + run + "/retries", "")
                .expect(201);
        workflows.ended(run);
        assertThat(traces.of(word)).contains("workflow_execution_logs", "idempotency_keys");

        as.delete(path(kind) + "/" + id + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
    }

    @Test
    void areGoneWhereAStepMadeOrChangedTheRecord() {
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var workflow = workflows
                .manual("""
                [{"type":"create_task","config":{"title":"{{trigger.title}}"}},
                 {"type":"update_contact","config":{"contactId":"{{trigger.who}}","fields":{"jobTitle":"{{trigger.title}}"}}}]""");
        var run = workflows
                .ended(workflows.start(workflow, "{\"who\":\"%s\",\"title\":\"%s\"}".formatted(contact, word)));
        assertThat(run.at("/status")).isEqualTo("succeeded");

        as.delete("/api/v1/tasks/" + run.at("/steps/0/result/taskId") + "?permanent=true").expect(204);
        assertThat(workflows.run(run.at("/id")).json().at("/steps/0/stepConfig").isContainer()).isFalse();
        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
    }

    /** Which was told of the record in words, and looked at it through another one. */
    @Test
    void areGoneFromWhatAPersonToldARunThatIsUnderWay() {
        var contact = create("contact");
        var deal = as.post("/api/v1/opportunities", "{\"name\":\"Deal\",\"contactId\":%s}".formatted(contact))
                .expect(201);
        var workflow = workflows.manual("""
                [{"type":"condition","config":{"field":"contact.name","operator":"exists","value":true}},
                 {"type":"delay","config":{"duration":"P1D"}}]""");
        var run = workflows.start(workflow,
                "{\"opportunityId\":\"%s\",\"remark\":\"%s\"}".formatted(deal.id(), word));
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");

        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
    }

    @Test
    void areGoneFromMailsToTheirAddress() {
        var contact = create("contact");
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["{{trigger.to}}"],"subject":"Hello","text":"You"}}]""");
        workflows.ended(workflows.start(workflow, "{\"to\":\"%s@EXAMPLE.test\"}".formatted(word)));
        workflows.ended(workflows.start(workflow, "{\"to\":\"somebody.else@example.test\"}"));

        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
        assertThat(as.get("/api/v1/outbound-emails").text()).contains("somebody.else@example.test");
    }

    @Test
    void endWhatIsUnderWayAboutTheRecordAndLeaveTheRestWaiting() {
        receiver.answerWith(exchange -> HookReceiver.answer(exchange, 500, word));
        var contact = create("contact");
        var about = workflows.start(workflows.manual("""
                [{"type":"delay","config":{"duration":"P1D"}}]"""), "{\"contactId\":%s}".formatted(contact));
        var trying = workflows.onEvent("opportunity.created",
                """
                [{"type":"webhook","config":{"url":"%s","payload":{"all":"{{contact}}"}},"retryConfig":{"maxRetries":2,"retryDelaySeconds":3600}}]"""
                        .formatted(receiver.url("/")));
        var waiting = workflows.onEvent("opportunity.created", """
                [{"type":"condition","config":{"field":"contact.name","operator":"exists","value":true}},
                 {"type":"delay","config":{"duration":"P1D"}},
                 {"type":"condition","config":{"field":"contact.name","operator":"exists","value":true}}]""");
        as.post("/api/v1/opportunities", "{\"name\":\"Deal\",\"contactId\":%s}".formatted(contact)).expect(201);
        Workflows.await(() -> workflows.runs(trying).at("/results/0/status").equals("waiting")
                && workflows.runs(waiting).at("/results/0/status").equals("waiting")
                && workflows.run(about).at("/status").equals("waiting"), "they do not wait");
        assertThat(newest(trying).at("/steps/0/status")).isEqualTo("retrying");

        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
        assertThat(workflows.run(about).at("/status")).isEqualTo("cancelled");
        assertThat(newest(trying).at("/status")).isEqualTo("cancelled");
        assertThat(newest(trying).at("/errorDetails")).isEqualTo("what it was about has been deleted for good");
        Workflows.elapse(workflows.runs(waiting).at("/results/0/id"));
        var ended = workflows.onlyRun(waiting);
        assertThat(ended.at("/status")).isEqualTo("succeeded");
        assertThat(ended.at("/steps/2/result/holds")).isEqualTo("false");
    }

    /** Whoever deletes it has looked for what was made of it already, or is about to. */
    @Test
    void areNotWrittenDownWhileTheRecordIsBeingDeleted() throws Exception {
        var contact = create("contact");
        var deal = as.post("/api/v1/opportunities", "{\"name\":\"Deal\",\"contactId\":%s}".formatted(contact))
                .expect(201);
        var workflow = workflows.manual("""
                [{"type":"condition","config":{"field":"contact.name","operator":"exists","value":true}}]""");
        try (var deletion = TestDatabase.server().connectAsSuperuser(); var statement = deletion.createStatement()) {
            deletion.setAutoCommit(false);
            statement.execute("select from contacts where id = " + contact + " for update");
            var begun = workflows.start(workflow, "{\"opportunityId\":%s}".formatted(deal.id()));
            workflows.ended(workflows.start(workflow, "{}"));

            assertThat(workflows.run(begun).at("/status")).isEqualTo("queued");
            assertThat(traces.of(word)).isNotEmpty().doesNotContain("workflow_execution_steps");
            deletion.rollback();

            assertThat(workflows.ended(begun).at("/steps/0/result/value")).isEqualTo(word);
        }
    }

    @Test
    void areGoneHoweverManyRunsReadTheRecordMeanwhile() {
        var contact = create("contact");
        var workflow = workflows.onEvent("opportunity.created",
                """
                [{"type":"condition","config":{"field":"contact.name","operator":"exists","value":true}},
                 {"type":"send_email","config":{"to":["a@example.test"],"subject":"About {{contact.name}}","text":"x"}}]""");
        var turn = new AtomicInteger();

        var answers = Parallel.times(20, () -> turn.getAndIncrement() == 9
                ? as.delete("/api/v1/contacts/" + contact + "?permanent=true")
                : as.post("/api/v1/opportunities", "{\"name\":\"Deal\",\"contactId\":%s}".formatted(contact)));
        as.delete("/api/v1/contacts/" + contact + "?permanent=true");
        Workflows.await(() -> workflows.runs(workflow)
                .json()
                .at("/results")
                .findValuesAsString("status")
                .stream()
                .noneMatch(Set.of("queued", "running", "waiting")::contains), "runs are under way");

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 204, 422, 503));
        as.get("/api/v1/contacts/" + contact).expect(404);
        assertThat(traces.of(word)).isEmpty();
    }

    private Answer newest(String workflow) {
        return workflows.run(workflows.runs(workflow).at("/results/0/id"));
    }

    private String create(String kind) {
        return as.post(path(kind), kind.equals("contact")
                ? "{\"name\":\"%1$s\",\"email\":\"%1$s@example.test\"}".formatted(word)
                : "{\"name\":\"%s\"}".formatted(word)).expect(201).id();
    }

    /** What the other record, whose event begins the run, is called by. */
    private static String ownName(String kind) {
        return kind.equals("opportunity") ? "title" : "name";
    }

    private static String path(String kind) {
        return "/api/v1/"
                + (kind.equals("company") ? "companies" : kind.equals("contact") ? "contacts" : "opportunities");
    }

    /** What reads the record in all ways, and fails with its name in the end. */
    private String steps(String kind) {
        return """
                [{"type":"condition","config":{"field":"trigger.%2$s","operator":"exists","value":true}},
                 {"type":"condition","config":{"field":"%1$s.name","operator":"exists","value":true}},
                 {"type":"send_email","config":{"to":["%3$s"],"subject":"About {{%1$s.name}}","text":"All: {{%1$s}}"}},
                 {"type":"webhook","config":{"url":"%4$s","payload":{"all":"{{%1$s}}"}}},
                 {"type":"update_contact","config":{"contactId":"17{{^run.id}}0{{/run.id}}","fields":{"ownerId":"{{%1$s.name}}"}},"retryConfig":{"maxRetries":0}}]"""
                .formatted(kind, ownName(kind),
                        kind.equals("contact") ? "{{contact.email}}" : "a@example.test", receiver.url("/"));
    }
}
