package dev.tenantry.automation;

import java.util.UUID;

import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails of runs on their way: the run waits for what becomes of them, whoever sends them. */
class SentMailTests extends ApiTest {

    private static final String AWAY = "the mail server does not take the mail now";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    @Autowired
    @Qualifier("workerPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool worker;
    @SuppressWarnings("NullAway.Init")
    private MailServer server;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Workflows workflows = Workflows.of(api);
    private final String recipient = UUID.randomUUID() + "@example.test";

    @BeforeEach
    void open() {
        server = new MailServer(carriers);
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areSentOnceAndLetTheRunGoOn() throws Exception {
        server.start();

        var ended = workflows.ended(start(3600, 4));

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(ended.at("/steps/0/result/delivery")).isEqualTo("sent");
        assertThat(ended.at("/steps/1/status")).isEqualTo("succeeded");
        var received = server.received(recipient);
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().getSubject()).isEqualTo("Grüße 你好");
        assertThat(received.getFirst().getMessageID()).isEqualTo(ended.at("/steps/0/result/messageId"));
        assertThat(mail(ended.id()).at("/results/0/status")).isEqualTo("sent");
    }

    @Test
    void haveAPageAndCopies() throws Exception {
        server.start();
        var copy = "copy-" + recipient;
        var unseen = "unseen-" + recipient;
        var workflow = workflows
                .manual("""
                [{"type":"send_email","config":{"to":["%s"],"cc":["%s"],"bcc":["{{trigger.unseen}}"],"replyTo":"{{trigger.reply}}",
                  "subject":"Hi {{trigger.name}}","html":"<p>Dear <b>{{trigger.name}}</b></p>{{#trigger.items}}<i>{{.}}</i>{{/trigger.items}}"}}]"""
                        .formatted(recipient, copy));

        var ended = workflows.ended(workflows.start(workflow,
                "{\"name\":\"<Tom> & co\",\"items\":[\"<1>\",2],\"unseen\":\"%s\",\"reply\":\"sales@example.test\"}"
                        .formatted(unseen)));

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.json().at("/steps/0/result/sentTo").toString())
                .isEqualTo("[\"%s\",\"%s\",\"%s\"]".formatted(recipient, copy, unseen));
        var received = server.received(recipient);
        assertThat(received).hasSize(3);
        var message = received.getFirst();
        assertThat(message.getHeader("Cc", null)).isEqualTo(copy);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("Reply-To", null)).isEqualTo("sales@example.test");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent()).isEqualToNormalizingNewlines("Dear <Tom> & co\n\n<1>2");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent())
                .isEqualTo("<p>Dear <b>&lt;Tom&gt; &amp; co</b></p><i>&lt;1&gt;</i><i>2</i>");
        var kept = mail(ended.id());
        assertThat(kept.json().at("/results/0/recipients")).hasSize(3);
        assertThat(kept.at("/results/0/cc/0")).isEqualTo(copy);
        assertThat(kept.at("/results/0/bcc/0")).isEqualTo(unseen);
        assertThat(kept.at("/results/0/replyTo")).isEqualTo("sales@example.test");
        assertThat(kept.at("/results/0/html")).contains("&lt;Tom&gt;");
        assertThat(person.api().get("/api/v1/outbound-emails?filter=recipient[eq]:" + unseen).json().path("results"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "to":["a@b.example"],"cc":["no"],"subject":"x","text":"y"      | steps[0].config.cc[0]   | invalid-email
            "to":["a@b.example"],"bcc":["no"],"subject":"x","text":"y"     | steps[0].config.bcc[0]  | invalid-email
            "to":["a@b.example"],"replyTo":"no","subject":"x","text":"y"   | steps[0].config.replyTo | invalid-email
            "to":["a@b.example"],"subject":"x"                             | steps[0].config.text    | required
            "to":["a@b.example"],"subject":"x","html":"{{contact.no}}"     | steps[0].config.html    | invalid-template""")
    void areCheckedWhenTheyAreSaved(String config, String field, String code) {
        var refused = workflows
                .create("{\"type\":\"manual\"}", "[{\"type\":\"send_email\",\"config\":{" + config + "}}]")
                .expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo(field + " " + code);
    }

    @Test
    void failWhereACopyHasNoAddress() {
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["%s"],"cc":["{{trigger.copy}}"],"subject":"x","text":"y"}}]"""
                .formatted(recipient));

        assertThat(workflows.ended(workflows.start(workflow, "{}")).at("/errorDetails"))
                .contains("cc[0]", "nothing is known of {{trigger.copy}}");
    }

    @Test
    void areTriedAgainAsTheStepSaysUnderTheSameMessageId() throws Exception {
        var run = start(1, 19);
        awaitAttempt(run);
        var waiting = workflows.run(run);

        server.start();
        var ended = workflows.ended(run);

        assertThat(waiting.at("/status")).isEqualTo("waiting");
        assertThat(waiting.at("/errorDetails")).isEqualTo(AWAY);
        assertThat(waiting.at("/waitingUntil")).isNotEmpty();
        assertThat(waiting.at("/steps/0/errorMessage")).isEqualTo(AWAY);
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(Integer.parseInt(ended.at("/steps/0/retryCount"))).isPositive().isEqualTo(attempts(run) - 1);
        assertThat(server.received(recipient)).hasSize(1);
        assertThat(server.received(recipient).getFirst().getMessageID())
                .isEqualTo(waiting.at("/steps/0/stepConfig/messageId"));
    }

    @Test
    void failTheRunInTheEndAndGoOutOnceItIsTriedAgain() {
        var run = start(0, 1);
        var failed = workflows.ended(run);

        server.start();
        person.api().post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);
        var ended = workflows.ended(run);

        assertThat(failed.at("/errorDetails")).isEqualTo("step 0 (send_email): " + AWAY);
        assertThat(failed.at("/steps/0/retryCount")).isEqualTo("1");
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(server.received(recipient)).hasSize(1);
        assertThat(mail(run).at("/total")).isEqualTo("1");
    }

    @Test
    void areNotSentOnceTheirRunIsCancelled() {
        var run = start(3600, 4);
        awaitAttempt(run);

        person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
        server.start();
        comeDue(run);

        Workflows.await(() -> mail(run).at("/results/0/status").equals("failed"), "it is not given up");
        assertThat(mail(run).at("/results/0/errorMessage")).isEqualTo("the run no longer waits for it");
        assertThat(server.received(recipient)).isEmpty();
        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areNotSentOnceTheirWorkflowIsInTheTrash(boolean isPaused) {
        var run = start(3600, 4);
        awaitAttempt(run);

        if (isPaused) {
            person.api().put("/api/v1/workflow-runs/" + run + "/pause", "").expect(200);
        }
        person.api().delete("/api/v1/workflows/" + workflows.run(run).at("/workflowId")).expect(204);
        server.start();
        comeDue(run);

        Workflows.await(() -> mail(run).at("/results/0/status").equals("failed"), "it is not given up");
        if (isPaused) {
            person.api().delete("/api/v1/workflow-runs/" + run + "/pause").expect(200);
        }
        assertThat(workflows.ended(run).at("/status")).isEqualTo("cancelled");
        assertThat(server.received(recipient)).isEmpty();
    }

    /** What is under way in a paused organization ends, by the rights that there are then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofAPausedOrganizationNeedTheRightsOfWhoeverPublished(boolean hasLeft) {
        var publisher = people.signUpInto(person, "admin");
        workflows = Workflows.of(publisher.api());
        var run = start(3600, 4);
        awaitAttempt(run);

        person.api().put("/api/v1/organization/automation-pause", "").expect(200);
        if (hasLeft) {
            person.api().delete("/api/v1/organization/members/" + publisher.userId()).expect(200);
        }
        server.start();
        comeDue(run);

        var end = hasLeft ? "failed" : "sent";
        Workflows.await(() -> mail(run).at("/results/0/status").equals(end), "it is not " + end);
        assertThat(server.received(recipient)).hasSize(hasLeft ? 0 : 1);
    }

    @Test
    void waitUntilTheirOrganizationIsNoLongerSuspended() {
        var run = start(3600, 4);
        awaitAttempt(run);
        var admin = people.signUp();
        People.promote(admin.userId());
        var suspension = "/admin/organizations/" + person.organizationId() + "/suspension";
        admin.api().put(suspension, "{\"reason\": \"unpaid\"}").expect(204);

        server.start();
        comeDue(run);
        var other = Workflows.of(admin.api());
        other.ended(other.start(other.manual(steps("other-" + recipient, 3600, 4)), "{}"));
        var meanwhile = server.received(recipient);
        admin.api().delete(suspension).expect(204);

        assertThat(meanwhile).isEmpty();
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(server.received(recipient)).hasSize(1);
    }

    @Test
    void areTakenOverFromAnInstanceThatVanishes() {
        var run = start(3600, 4);
        awaitAttempt(run);
        server.start();

        worker.jdbc()
                .sql("update outbound_emails set leased_by = gen_random_uuid(), lease_epoch = 1 where execution_log_id = ?")
                .param(Long.valueOf(run))
                .update();
        comeDue(run);

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(server.received(recipient)).hasSize(1);
    }

    private String start(int delaySeconds, int retries) {
        return workflows.start(workflows.manual(steps(recipient, delaySeconds, retries)), "{}");
    }

    private static String steps(String recipient, int delaySeconds, int retries) {
        return """
                [{"type":"send_email","retryConfig":{"maxRetries":%d,"retryDelaySeconds":%d},
                  "config":{"to":["%s"],"subject":"Grüße 你好","text":"Hello"}},
                 {"type":"condition","config":{"field":"run.id","operator":"exists","value":true}}]"""
                .formatted(retries, delaySeconds, recipient);
    }

    private void awaitAttempt(String run) {
        Workflows.await(() -> workflows.run(run).at("/steps/0/status").equals("retrying"), "no attempt failed");
    }

    private void comeDue(String run) {
        worker.jdbc()
                .sql("""
                with due as (update outbound_emails set due_at = now() where execution_log_id = ? returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'emails' from due""")
                .param(Long.valueOf(run))
                .update();
    }

    private int attempts(String run) {
        return worker.jdbc()
                .sql("select attempts from outbound_emails where execution_log_id = ?")
                .param(Long.valueOf(run))
                .query(Integer.class)
                .single();
    }

    private Answer mail(String run) {
        return person.api().get("/api/v1/outbound-emails?total=true&filter=runId[eq]:" + run).expect(200);
    }
}
