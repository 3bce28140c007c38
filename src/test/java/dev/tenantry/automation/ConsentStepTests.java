package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that write to people heed whom they may not write to, when they come to it and right before they send. */
class ConsentStepTests extends ApiTest {

    private static final String NOT_WRITTEN_TO = "is not written to: suppressions and consents say why, to whoever may read them";

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
    private final String recipient = UUID.randomUUID() + "@bücher.example";
    private final String delivered = recipient.replace("bücher", "xn--bcher-kva");
    private final String spelledOtherwise = recipient.toUpperCase(Locale.ROOT)
            .replace("BÜCHER", "xn--bcher-kva");
    private final String other = UUID.randomUUID() + "@example.test";

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
    void leaveOutWhoIsSuppressed() {
        server.start();
        suppress(person, "email", spelledOtherwise, "all");
        suppress(person, "email", other, "marketing");
        suppress(people.signUp(), "email", other, "all");

        var ended = run(mail("", recipient, other), "{}");

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.json().at("/steps/0/result/sentTo").toString()).isEqualTo("[\"%s\"]".formatted(other));
        assertThat(ended.at("/steps/0/result/refused/0/recipient")).isEqualTo(recipient);
        assertThat(ended.at("/steps/0/result/refused/0/reason")).isEqualTo(NOT_WRITTEN_TO);
        assertThat(ended.at("/resultSummary/refusedRecipients")).isEqualTo("1");
        var kept = outbound(ended.id());
        assertThat(kept.at("/results/0/status") + kept.at("/results/0/purpose")).isEqualTo("senttransactional");
        assertThat(kept.at("/results/0/refused/0/recipient")).isEqualTo(recipient);
        assertThat(server.received(other)).as("one copy, and none for the other").hasSize(1);
    }

    @Test
    void succeedWhereNobodyIsLeft() {
        server.start();
        suppress(person, "email", recipient, "all");

        var ended = run(mail("", spelledOtherwise), "{}");

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/result/delivery")).isEqualTo("suppressed");
        assertThat(outbound(ended.id()).at("/results/0/status")).isEqualTo("suppressed");
        assertThat(outbound(ended.id()).json().at("/results/0/sentAt").isString()).isFalse();
        assertThat(server.received(delivered)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lookAgainRightBeforeAMailIsSent(boolean isForOthers) {
        var run = workflows.start(workflows.manual(isForOthers ? mail("", recipient, other) : mail("", recipient)),
                "{}");
        Workflows.await(() -> workflows.run(run).at("/steps/0/status").equals("retrying"), "no attempt failed");

        suppress(person, "email", spelledOtherwise, "all");
        server.start();
        comeDue(run);
        var ended = workflows.ended(run);

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/result/delivery")).isEqualTo(isForOthers ? "sent" : "suppressed");
        assertThat(ended.at("/steps/0/result/refused/0/recipient")).isEqualTo(recipient);
        assertThat(server.received(delivered)).as("a copy for each receiver, who are all named")
                .hasSize(isForOthers ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"none,there is no consent to marketing", "granted,",
        "granted withdrawn,the consent to marketing has been withdrawn",
        "withdrawn granted,", "old-withdrawal,"})
    void sendMarketingToWhoHasConsented(String decisions, @Nullable String reason) {
        server.start();
        switch (decisions) {
            case "none" -> consent(people.signUp(), "email", recipient, "granted", "");
            case "old-withdrawal" -> {
                consent(person, "email", recipient, "granted", "");
                consent(person, "email", recipient, "withdrawn", ",\"decidedAt\":\"2020-01-01T00:00:00Z\"");
            }
            default -> {
                for (var decision : decisions.split(" ")) {
                    consent(person, "email", spelledOtherwise, decision, "");
                }
            }
        }

        var workflow = workflows.manual(mail("\"purpose\":\"marketing\",", recipient));
        var ended = workflows.ended(workflows.start(workflow, "{}"));
        var tried = person.api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"input\":{}}").expect(200);

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/result/delivery")).isEqualTo(reason == null ? "sent" : "suppressed");
        assertThat(ended.json().at("/steps/0/result/refused/0/reason").asString(null))
                .isEqualTo(reason == null ? null : NOT_WRITTEN_TO);
        assertThat(tried.json().at("/steps/0/stepConfig/refused/0/reason").asString(null)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"send_sms,sms", "send_whatsapp,whatsapp"})
    void askNobodyToCallANumberThatIsSuppressed(String type, String channel) {
        try (var provider = new OtherSide()) {
            connect(provider);
            provider.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");
            suppress(person, channel, "0049 151 12345678", "all");
            suppress(person, channel.equals("sms") ? "whatsapp" : "sms", "+49 30 1234567", "all");
            var asked = provider.asked().size();
            var step = "[{\"type\":\"" + type + "\",\"config\":{\"to\":\"{{trigger.phone}}\",\"text\":\"Hi\"}}]";

            var none = run(step, "{\"phone\":\"+49 (0)151/12345678\"}");
            var untouched = provider.asked().size();
            var sent = run(step, "{\"phone\":\"+49301234567\"}");
            var marketing = run(step.replace("\"text\"", "\"purpose\":\"marketing\",\"text\""),
                    "{\"phone\":\"+49301234567\"}");

            assertThat(none.at("/status")).as(none.text()).isEqualTo("succeeded");
            assertThat(none.at("/steps/0/result/status")).isEqualTo("suppressed");
            assertThat(none.at("/steps/0/result/refused/0/recipient")).isEqualTo("+4915112345678");
            assertThat(none.at("/resultSummary/refusedRecipients")).isEqualTo("1");
            assertThat(untouched).isEqualTo(asked);
            assertThat(sent.at("/steps/0/result/id")).isEqualTo("SM1");
            assertThat(marketing.at("/steps/0/result/refused/0/reason")).isEqualTo(NOT_WRITTEN_TO);
        }
    }

    @ParameterizedTest
    @CsvSource({"send_sms,sms", "send_whatsapp,whatsapp"})
    void lookAgainRightBeforeANumberIsCalled(String type, String channel) {
        try (var provider = new OtherSide()) {
            connect(provider);
            provider.says(503, "{\"message\":\"later\"}");
            var workflow = workflows
                    .manual("""
                    [{"type":"%s","retryConfig":{"maxRetries":4,"retryDelaySeconds":3600},"config":{"to":"+4915112345678","text":"Hi"}}]"""
                            .formatted(type));
            var run = workflows.start(workflow, "{}");
            Workflows.await(() -> workflows.run(run).at("/steps/0/status").equals("retrying"), "no attempt failed");
            var asked = provider.asked().size();

            suppress(person, channel, "0049 151 12345678", "all");
            provider.says(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}");
            execute("update workflow_run_queue set due_at = now() where id = " + run);
            execute("insert into work_tickets (organization_id, queue) values ('%s', 'runs')"
                    .formatted(person.organizationId()));
            var ended = workflows.ended(run);

            assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
            assertThat(ended.at("/steps/0/result/status")).isEqualTo("suppressed");
            assertThat(ended.at("/steps/0/result/refused/0/reason")).isEqualTo(NOT_WRITTEN_TO);
            assertThat(provider.asked()).as("nobody is asked to call it").hasSize(asked);
        }
    }

    /** What comes of a step goes wherever its run is shown, and whoever reads its result may have no right to read suppressions. */
    @Test
    void tellNobodyByTheirResultsWhySomebodyIsSuppressed() {
        server.start();
        person.api()
                .post("/api/v1/suppressions",
                        "{\"channel\":\"email\",\"address\":\"%s\",\"reason\":\"complained\"}".formatted(recipient))
                .expect(201);
        var ended = run(
                "[" + mail("", recipient, other).strip()
                        .replaceAll("^\\[|\\]$", "")
                        .replace("{\"type\"", "{\"id\":\"tell\",\"type\"")
                        + ",{\"type\":\"create_task\",\"config\":{\"title\":\"{{steps.tell.result.refused}}\"}}]",
                "{}");

        var shown = String.join("", ended.text(), outbound(ended.id()).text(),
                person.api().get("/api/v1/tasks").text(),
                person.api().get("/api/v1/workflow-runs/" + ended.id() + "/events").text());

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(shown).contains(recipient, NOT_WRITTEN_TO).doesNotContain("complained");
    }

    @Test
    void areToldOfBeforehandAsFarAsTheCallerMayKnow() {
        suppress(person, "email", recipient, "all");
        var workflow = workflows.manual(mail("", spelledOtherwise, other));
        var dryRuns = "/api/v1/workflows/" + workflow + "/dry-runs";

        var warned = person.api().get("/api/v1/workflows/" + workflow).expect(200);
        var tried = person.api().post(dryRuns, "{\"input\":{}}").expect(200);
        execute("""
                delete from role_permissions rp using roles r, permissions p
                where r.organization_id = '%s' and r.slug = 'admin' and rp.organization_id = r.organization_id and rp.role_id = r.id
                  and p.id = rp.permission_id and p.name = 'suppressions:read'"""
                .formatted(person.organizationId()));
        var admin = people.signUpInto(person, "admin").api();
        var kept = admin.get("/api/v1/workflows/" + workflow).expect(200);
        var other = admin.post(dryRuns, "{\"input\":{}}").expect(200);

        assertThat(warned.at("/warnings/0/message")).startsWith("1 of 2 recipients not written to: ")
                .endsWith("since the address is suppressed: manual");
        assertThat(tried.at("/steps/0/stepConfig/refused/0/recipient")).isEqualTo(spelledOtherwise);
        assertThat(kept.json().path("warnings")).isEmpty();
        assertThat(other.text()).doesNotContain("suppressed");
    }

    private void connect(OtherSide provider) {
        var id = person.api()
                .post("/api/v1/integrations", """
                {"name":"Ours","provider":"twilio","credentials":{"authToken":"secret"},
                 "configuration":{"accountSid":"AC1","from":"+4930123","baseUrl":"%s"}}"""
                        .formatted(provider.url()))
                .expect(201)
                .id();
        person.api().put("/api/v1/integrations/" + id + "/connection", "").expect(200);
    }

    private static String mail(String purpose, String... recipients) {
        return """
                [{"type":"send_email","retryConfig":{"maxRetries":4,"retryDelaySeconds":3600},
                  "config":{%s"to":["%s"],"subject":"x","text":"Hello"}}]"""
                .formatted(purpose, String.join("\",\"", recipients));
    }

    private Answer run(String steps, String input) {
        return workflows.ended(workflows.start(workflows.manual(steps), input));
    }

    private void comeDue(String run) {
        worker.jdbc()
                .sql("""
                with due as (update outbound_emails set due_at = now() where execution_log_id = ? returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'emails' from due""")
                .param(Long.valueOf(run))
                .update();
    }

    private Answer outbound(String run) {
        return person.api().get("/api/v1/outbound-emails?filter=runId[eq]:" + run).expect(200);
    }

    private static void suppress(Person person, String channel, String address, String scope) {
        person.api()
                .post("/api/v1/suppressions", "{\"channel\":\"%s\",\"address\":\"%s\",\"scope\":\"%s\"}"
                        .formatted(channel, address, scope))
                .expect(201);
    }

    private static void consent(Person person, String channel, String address, String status, String more) {
        person.api()
                .post("/api/v1/consents", "{\"channel\":\"%s\",\"address\":\"%s\",\"status\":\"%s\"%s}"
                        .formatted(channel, address, status, more))
                .expect(201);
    }

    private static void execute(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
