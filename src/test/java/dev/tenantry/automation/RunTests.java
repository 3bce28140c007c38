package dev.tenantry.automation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class RunTests {

    private static final String RECORD = """
            {"type":"send_email","config":{"to":["a@example.test"],"subject":"%s","text":"x"}}""";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = People.at(port).signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void createsATaskForTheContactThatItIsAbout() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var workflow = workflows
                .manual("""
                [{"type":"create_task","config":{"title":"Call {{contact.name}} about {{trigger.topic}}","dueIn":"P2D","priority":"high"}}]""");

        var run = workflows.ended(workflows.start(workflow, """
                {"contactId":"%s","topic":"engines"}""".formatted(contact)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var task = api.get("/api/v1/tasks/" + run.at("/steps/0/result/taskId")).expect(200);
        assertThat(task.at("/title")).isEqualTo("Call Ada Lovelace about engines");
        assertThat(task.at("/contactId")).isEqualTo(contact);
        assertThat(task.at("/priority")).isEqualTo("high");
        assertThat(task.at("/dueAt")).isNotEmpty();
    }

    /** One ticket tells of what is due in a month, however often somebody has looked meanwhile. */
    @Test
    void leaveOneTicketForWhatIsFarAway() throws SQLException {
        var person = People.at(port).signUp();
        var own = Workflows.of(person.api());
        own.start(own.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P30D\"}}]"), "{}");
        var brief = own.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"t\"}}]");

        IntStream.range(0, 5).forEach(_ -> own.ended(own.start(brief, "{}")));

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var count = connection.prepareStatement(
                        "select count(*) from work_tickets where organization_id = ? and queue = 'runs' and due_at > now() + interval '1 day'")) {
            count.setObject(1, person.organizationId());
            var rows = count.executeQuery();
            rows.next();
            assertThat(rows.getInt(1)).isBetween(0, 1);
        }
    }

    /** It is in the publisher's name, who was asleep. */
    @Test
    void tellsOfEverythingThatARunDidWhichRunItWas() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var workflow = workflows
                .manual("""
                [{"type":"update_contact","config":{"fields":{"jobTitle":"x"}}},{"type":"create_task","config":{"title":"t"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)));

        for (var action : new String[]{"contact.updated", "task.created"}) {
            var rows = api.get("/api/v1/audit-logs?filter=actionType[eq]:" + action).expect(200);
            assertThat(rows.at("/results/0/metadata/runId")).as(action).isEqualTo(run.id());
        }
        assertThat(api.get("/api/v1/audit-logs?filter=actionType[eq]:contact.created").at("/results/0/metadata"))
                .isEmpty();
        var timeline = api.get("/api/v1/contacts/" + contact + "/timeline?sort=id").expect(200);
        assertThat(timeline.at("/results/0/runId")).isEmpty();
        assertThat(timeline.json().at("/results").findValuesAsString("runId")).isNotEmpty().containsOnly(run.id());
    }

    /** Of the contact, of the deal that is the contact's as well, and of nobody. */
    @Test
    void tellsWhoseARecordIsAndWhere() {
        var person = People.at(port).signUp();
        var own = Workflows.of(person.api());
        var workflow = own.manual("""
                [{"type":"create_task","config":{"assigneeId":"{{contactOwner.id}}",
                    "title":"{{contactOwner.email}}/{{opportunityOwner.email}}/{{organization.name}}"}}]""");
        var contact = person.api()
                .post("/api/v1/contacts", "{\"name\":\"Grace\",\"ownerId\":\"%s\"}".formatted(person.userId()))
                .expect(201)
                .id();
        var deal = person.api()
                .post("/api/v1/opportunities", "{\"name\":\"D\",\"contactId\":\"%s\"}".formatted(contact))
                .expect(201);
        person.api().patch("/api/v1/opportunities/" + deal.id(), "{\"ownerId\":null}").expect(200);

        var run = own.ended(own.start(workflow, "{\"opportunityId\":\"%s\"}".formatted(deal.id())));

        assertThat(run.at("/steps/0/stepConfig/title")).as(run.text())
                .isEqualTo(person.email() + "//"
                        + person.api().get("/api/v1/organization").expect(200).at("/name"));
        assertThat(run.at("/steps/0/stepConfig/assigneeId")).isEqualTo(person.userId().toString());
    }

    @Test
    void reactsToAnEventWithinTheTenant() {
        var workflow = workflows.onEvent("contact.created", """
                [{"type":"update_contact","config":{"fields":{"jobTitle":"New: {{trigger.name}}"}}},
                 {"type":"create_task","config":{"title":"Welcome {{contact.jobTitle}}"}}]""");

        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();

        var run = workflows.onlyRun(workflow);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(api.get("/api/v1/contacts/" + contact).at("/jobTitle")).isEqualTo("New: Ada");
        assertThat(api.get("/api/v1/tasks/" + run.at("/steps/1/result/taskId")).at("/title"))
                .isEqualTo("Welcome New: Ada");
    }

    /** Another system tells what it knows, and nothing by what it does not. */
    @Test
    void changesNoFieldOfWhichNothingIsKnown() {
        var workflow = workflows.manual("""
                [{"type":"update_contact","config":{"fields":
                    {"phone":"{{trigger.phone}}","jobTitle":"{{trigger.title}}","company":null}}}]""");
        var contact = api.post("/api/v1/contacts", """
                {"name":"Ada","phone":"0532","jobTitle":"Engineer","company":"Acme"}""").expect(201).id();

        workflows.ended(workflows.start(workflow, "{\"contactId\":\"%s\",\"title\":\"\"}".formatted(contact)));

        var changed = api.get("/api/v1/contacts/" + contact);
        assertThat(changed.at("/phone")).isEqualTo("0532");
        assertThat(changed.at("/jobTitle")).isEmpty();
        assertThat(changed.at("/company")).isEmpty();
    }

    @Test
    void followsTheBranchThatAConditionChooses() {
        var workflow = workflows.manual("""
                [{"type":"condition","config":{"field":"trigger.amount.amount","operator":"gte","value":1000,"onTrue":1,"onFalse":2}},
                 {"type":"send_email","next":3,"config":{"to":["a@example.test"],"subject":"big","text":"x"}},
                 {"type":"send_email","config":{"to":["a@example.test"],"subject":"small","text":"x"}}]""");

        var big = workflows.ended(workflows.start(workflow, "{\"amount\":{\"amount\":\"1000.00\"}}"));
        var small = workflows.ended(workflows.start(workflow, "{\"amount\":{\"amount\":\"999.99\"}}"));

        assertThat(big.json().at("/steps").findValuesAsString("subject")).containsExactly("big");
        assertThat(small.json().at("/steps").findValuesAsString("subject")).containsExactly("small");
    }

    @Test
    void waitsOutADelay() {
        var workflow = workflows.manual("""
                [{"type":"delay","config":{"duration":"PT0.6S"}},%s]""".formatted(RECORD.formatted("later")));
        var run = workflows.start(workflow, "{}");

        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run did not wait");
        var ended = workflows.ended(run);

        assertThat(ended.at("/status")).isEqualTo("succeeded");
        assertThat(ended.json().has("waitingUntil")).isFalse();
        assertThat(Duration.between(Instant.parse(ended.at("/startedAt")),
                Instant.parse(ended.at("/endedAt"))).toMillis()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void startsNothingForAnEventThatTheFilterRefuses() {
        var workflow = workflows.active(
                """
                {"type":"event","event":"contact.created","filter":[{"field":"trigger.name","operator":"startsWith","value":"B"}]}""",
                "[" + RECORD.formatted("hello {{trigger.name}}") + "]");

        api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        api.post("/api/v1/contacts", "{\"name\":\"Bob\"}").expect(201);

        var run = workflows.onlyRun(workflow);
        assertThat(run.at("/steps/0/stepConfig/subject")).isEqualTo("hello Bob");
        assertThat(workflows.runs(workflow).json().at("/results")).hasSize(1);
    }

    @Test
    void startsOneRunForEachEventOfABatch() {
        var workflow = workflows.onEvent("contact.created", "[" + RECORD.formatted("x") + "]");
        var inputs = IntStream.range(0, 300)
                .mapToObj("{\"properties\":{\"name\":\"Contact %d\"}}"::formatted)
                .collect(Collectors.joining(","));

        api.post("/api/v1/contacts/batch/create", "{\"inputs\":[" + inputs + "]}").expect(200);

        Workflows.await(() -> api.get("/api/v1/workflows/" + workflow).json().at("/runCount").asInt() == 300,
                "not every event started a run");
        Workflows.await(() -> count("status[eq]:succeeded") == 300, "not every run went through");
        assertThat(count("status[neq]:succeeded")).isZero();
        var trigger = api.get("/api/v1/workflows/" + workflow + "/triggers").json().at("/results/0");
        assertThat(trigger.at("/triggerCount").asInt()).isEqualTo(300);
    }

    @Test
    void endsALoopOfAutomationsThatCauseOneAnother() {
        var workflow = workflows.onEvent("contact.updated", """
                [{"type":"update_contact","config":{"fields":{"jobTitle":"after run {{run.id}}"}}}]""");
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();

        api.patch("/api/v1/contacts/" + contact, "{\"name\":\"Ada L.\"}").expect(200);

        Workflows.await(() -> count("status[eq]:refused") == 1, "the loop did not end");
        assertThat(count("status[eq]:succeeded")).isEqualTo(8);
        var refused = api.get("/api/v1/workflow-runs?filter=status[eq]:refused").at("/results/0/errorDetails");
        assertThat(refused).isEqualTo("8 automations caused one another before this one");
        assertThat(api.get("/api/v1/workflows/" + workflow).json().at("/runCount").asInt()).isEqualTo(8);
    }

    @Test
    void tellsNothingOfATransactionThatWasRolledBack() {
        var workflow = workflows.onEvent("contact.created", "[" + RECORD.formatted("x") + "]");

        api.post("/api/v1/contacts/batch/create",
                "{\"allOrNone\":true,\"inputs\":[{\"properties\":{\"name\":\"Ada\"}},{\"properties\":{}}]}");
        api.post("/api/v1/contacts", "{\"name\":\"Bob\"}").expect(201);

        assertThat(workflows.onlyRun(workflow).at("/triggerData/trigger/name")).isEqualTo("Bob");
    }

    @Test
    void staysWithTheVersionThatItBeganWith() {
        var workflow = workflows.manual("""
                [{"type":"delay","config":{"duration":"PT0.5S"}},%s]""".formatted(RECORD.formatted("old")));
        var run = workflows.start(workflow, "{}");

        api.patch("/api/v1/workflows/" + workflow, "{\"steps\":[" + RECORD.formatted("new") + "]}").expect(200);

        var ended = workflows.ended(run);
        assertThat(ended.at("/steps/1/stepConfig/subject")).isEqualTo("old");
        assertThat(ended.at("/workflowVersion")).isEqualTo("1");
    }

    @Test
    void startsOnceForAnIdempotencyKey() {
        var workflow = workflows.manual("[" + RECORD.formatted("x") + "]");
        var once = api.with("Idempotency-Key", "start-" + workflow);

        var first = once.post("/api/v1/workflows/" + workflow + "/runs", "{}").expect(201);
        var again = once.post("/api/v1/workflows/" + workflow + "/runs", "{}").expect(201);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(workflows.runs(workflow).json().at("/results")).hasSize(1);
    }

    @Test
    void isNotStartedWhileTheWorkflowIsNotActive() {
        var workflow = workflows.draft("{\"type\":\"manual\"}", "[" + RECORD.formatted("x") + "]");

        var refused = api.post("/api/v1/workflows/" + workflow + "/runs", "{}").expect(409);

        assertThat(refused.at("/code")).isEqualTo("conflict");
        api.post("/api/v1/workflows/01999999-9999-7999-8999-999999999999/runs", "{}").expect(404);
        api.post("/api/v1/workflows/" + workflow + "/runs", "{\"input\":[1]}").expect(400);
        api.post("/api/v1/workflows/" + workflow + "/runs", "{\"imput\":{}}").expect(400);
        api.get("/api/v1/workflow-runs/abc").expect(404);
        api.get("/api/v1/workflow-runs?filter=status[eq]:asleep").expect(400);
    }

    @Test
    void canBeCancelledWhileItWaits() {
        var workflow = workflows.manual("""
                [{"type":"delay","config":{"duration":"P1D"}},%s]""".formatted(RECORD.formatted("x")));
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run did not wait");
        var until = workflows.run(run).at("/waitingUntil");

        assertThat(Instant.parse(until)).isBetween(Instant.now().plus(Duration.ofHours(23)),
                Instant.now().plus(Duration.ofHours(25)));
        assertThat(OffsetDateTime.parse(workflows.run(run).at("/steps/0/result/until")).toInstant())
                .isEqualTo(Instant.parse(until));
        assertThat(api.get("/api/v1/workflow-runs?filter=waitingUntil[lte]:%s".formatted(until))
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("id")).contains(String.valueOf(run));
        var cancelled = api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);

        assertThat(cancelled.at("/status")).isEqualTo("cancelled");
        assertThat(cancelled.json().has("waitingUntil")).isFalse();
        assertThat(cancelled.at("/errorDetails")).startsWith("cancelled by the member ");
        assertThat(cancelled.at("/steps/0/status")).isEqualTo("cancelled");
        api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(409);
    }

    /** To the microsecond, however late in its transaction the step is carried out. */
    @Test
    void waitsUntilTheVeryTime() {
        var time = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        var workflow = workflows.manual("[{\"type\":\"delay\",\"config\":{\"until\":\"{{trigger.at}}\"}}]");

        var run = workflows.start(workflow, "{\"at\":\"%s\"}".formatted(time));
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run did not wait");

        assertThat(Instant.parse(workflows.run(run).at("/waitingUntil"))).isEqualTo(time);
        assertThat(Instant.parse(workflows.run(run).at("/steps/0/result/until"))).isEqualTo(time);
    }

    /** Whether an event of the record or a person began it; out of the trash, it would go on. */
    @Test
    void endsWhereWhatItIsAboutIsInTheTrash() {
        var steps = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}},%s]".formatted(RECORD.formatted("x"));
        var onEvent = workflows.onEvent("contact.created", steps);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        Workflows.await(() -> workflows.runs(onEvent).at("/results/0/status").equals("waiting"), "no run waits");
        var begun = workflows.runs(onEvent).at("/results/0/id");
        var byHand = workflows.start(workflows.manual(steps), "{\"contactId\":\"%s\"}".formatted(contact));
        Workflows.await(() -> workflows.run(byHand).at("/status").equals("waiting"), "the run did not wait");

        api.delete("/api/v1/contacts/" + contact).expect(204);
        Workflows.elapse(begun);
        Workflows.elapse(byHand);

        for (var run : List.of(begun, byHand)) {
            assertThat(workflows.ended(run).at("/status")).isEqualTo("cancelled");
            assertThat(workflows.run(run).at("/errorDetails")).contains("is in the trash");
        }
        assertThat(api.get("/api/v1/tasks").expect(200).json().at("/results")).isEmpty();
    }

    @Test
    void keepsMailThatNoServerIsConfiguredFor() {
        var workflow = workflows
                .manual("""
                [{"type":"send_email","config":{"to":["{{trigger.email}}"],"subject":"Hello {{trigger.name}}","text":"Dear {{trigger.name}}"}}]""");

        var run = workflows.start(workflow, "{\"email\":\"ada@example.test\",\"name\":\"Ada\"}");
        var failed = workflows.start(workflow, "{\"email\":\"nobody\",\"name\":\"Ada\"}");

        workflows.ended(run);
        var mails = api.get("/api/v1/outbound-emails?filter=runId[eq]:" + run).expect(200);
        assertThat(mails.at("/results/0/status")).isEqualTo("recorded");
        assertThat(mails.at("/results/0/recipients/0")).isEqualTo("ada@example.test");
        assertThat(mails.at("/results/0/subject")).isEqualTo("Hello Ada");
        assertThat(mails.at("/results/0/text")).isEqualTo("Dear Ada");
        api.get("/api/v1/outbound-emails/" + mails.at("/results/0/id")).expect(200);
        assertThat(workflows.ended(failed).at("/errorDetails"))
                .isEqualTo("step 0 (send_email): to[0]: 'nobody' is no e-mail address "
                        + "(must be an address of the form name@domain), of {{trigger.email}}");
        assertThat(People.at(port).signUp().api().get("/api/v1/outbound-emails").json().at("/results")).isEmpty();
    }

    @Test
    void reactsWithinATenthOfASecondWhereNothingElseIsDue() {
        var workflow = workflows.onEvent("contact.created", "[" + RECORD.formatted("x") + "]");
        var quickest = Long.MAX_VALUE;
        for (var attempt = 1; attempt <= 10; attempt++) {
            api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
            var expected = attempt;
            Workflows.await(() -> workflows.runs(workflow).json().at("/results").size() == expected, "no run");
            var run = workflows.ended(workflows.runs(workflow).at("/results/0/id"));
            var occurred = Instant.parse(run.at("/triggerData/event/occurredAt"));
            quickest = Math.min(quickest,
                    Duration.between(occurred, Instant.parse(run.at("/endedAt"))).toMillis());
        }

        assertThat(quickest).isLessThan(100);
    }

    private int count(String filter) {
        return api.get("/api/v1/workflow-runs?total=true&limit=1&filter=" + filter)
                .expect(200)
                .json()
                .at("/total")
                .asInt();
    }
}
