package dev.tenantry.automation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

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
        assertThat(java.time.Duration.between(java.time.Instant.parse(ended.at("/startedAt")),
                java.time.Instant.parse(ended.at("/endedAt"))).toMillis()).isGreaterThanOrEqualTo(600);
    }
}
