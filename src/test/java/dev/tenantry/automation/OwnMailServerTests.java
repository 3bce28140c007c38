package dev.tenantry.automation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails of runs by the mail server that their organization has connected. */
class OwnMailServerTests extends ApiTest {

    private static final String SECRET = "s3cret-that-must-not-be-seen";
    private static final String SPARED = "has failed several times in a row, and is not asked for a while";
    private static final String STEP = """
            [{"type": "send_email", "retryConfig": {"maxRetries": %d, "retryDelaySeconds": 0},
              "config": {"to": ["ada@example.test", "bob@bücher.example"], "subject": "Grüße", "text": "Hello"%s}}]""";

    private final ScriptedMailServer server = new ScriptedMailServer();
    @SuppressWarnings("NullAway.Init")
    private Api api;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areFromWhomTheServerIsConfiguredWith() throws Exception {
        var greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser("mail@bücher.example", "mail", SECRET);
        greenMail.start();
        try {
            var integration = connect(greenMail.getSmtp().getPort(), "Käthe <mail@bücher.example>");
            connect(server.port(), "later@example.test");

            var ended = run(1, "");

            assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
            assertThat(ended.at("/steps/0/result/delivery")).isEqualTo("sent");
            var received = greenMail.getReceivedMessages();
            assertThat(received).hasSize(2);
            assertThat(received[0].getFrom()[0]).hasToString("=?UTF-8?Q?K=C3=A4the?= <mail@xn--bcher-kva.example>");
            assertThat(received[0].getSubject()).isEqualTo("Grüße");
            assertThat(received[0].getSentDate()).isNotNull();
            assertThat(received[0].getMessageID()).endsWith("@xn--bcher-kva.example>")
                    .isEqualTo(ended.at("/steps/0/result/messageId"));
            var mail = mail(ended);
            assertThat(mail.at("/results/0/status")).isEqualTo("sent");
            assertThat(mail.at("/results/0/integrationId")).isEqualTo(integration);
            assertThat(mail.at("/results/0/sender")).isEqualTo("Käthe <mail@bücher.example>");
            assertThat(server.taken()).isEmpty();
        } finally {
            greenMail.stop();
        }
    }

    /** Who is not asked has not been sent anything: mails wait for a server that is away for longer than their attempts would last. */
    @Test
    void waitForAServerThatIsSparedWithoutAnAttempt() {
        connect(server.port(), "crm@example.test");
        server.says("MAIL FROM", "421 closing");
        var first = workflows.start(workflows.manual(STEP.formatted(19, "")), "{}");
        Workflows.await(() -> mails(first).text().contains(SPARED), "it is still asked");
        var run = putOff();
        var waiting = mails(run);
        server.says(ScriptedMailServer::usual);

        var ended = workflows.ended(run);

        assertThat(waiting.at("/results/0/status")).as(waiting.text()).isEqualTo("pending");
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(workflows.ended(first).at("/status")).isEqualTo("succeeded");
        assertThat(server.taken()).hasSize(2);
    }

    /** A run whose mail waits. One that comes when it is time to ask again is asked, and the server spared anew. */
    private String putOff() {
        var workflow = workflows.manual(STEP.formatted(0, ""));
        for (var attempt = 0; attempt < 5; attempt++) {
            var run = workflows.start(workflow, "{}");
            Workflows.await(() -> mails(run).text().contains(SPARED)
                    || workflows.run(run).at("/status").equals("failed"), "the mail is neither asked for nor put off");
            if (mails(run).text().contains(SPARED)) {
                return run;
            }
        }
        throw new AssertionError("the mail was not put off");
    }

    /** What is found out about a server that is configured no more says nothing of the one that is. */
    @Test
    void doNotTurnAnIntegrationDownThatHasBeenMendedMeanwhile() {
        var integration = connect(server.port(), "crm@example.test");
        var asked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        server.says(line -> {
            if (line.startsWith("MAIL FROM")) {
                asked.countDown();
                await(release);
                return "421 closing";
            }
            return ScriptedMailServer.usual(line);
        });
        var run = workflows.start(workflows.manual(STEP.formatted(0, "")), "{}");
        await(asked);

        api.patch("/api/v1/integrations/" + integration, "{\"name\": \"Mended\"}").expect(200);
        release.countDown();
        var ended = workflows.ended(run);

        assertThat(ended.at("/status")).isEqualTo("failed");
        var mended = api.get("/api/v1/integrations/" + integration);
        assertThat(mended.at("/status")).isEqualTo("connected");
        assertThat(mended.at("/lastError")).isEmpty();
    }

    /** As servers do that do not know who sends; it is no outage of theirs. */
    @ParameterizedTest
    @CsvSource({"RCPT TO,450 4.2.0 greylisted", "MAIL FROM,451 later", "DATA,452 full", "., 451 later"})
    void areSentAgainUnderTheSameMessageIdWhereTheServerPutsThemOff(String verb, String reply) {
        var integration = connect(server.port(), "crm@example.test");
        var refusals = new AtomicInteger();
        server.says(line -> line.startsWith(verb) && refusals.getAndIncrement() < 8
                ? reply
                : ScriptedMailServer.usual(line));

        var ended = run(10, "");

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(Integer.parseInt(ended.at("/steps/0/retryCount"))).isPositive();
        assertThat(server.taken()).hasSize(1);
        assertThat(server.taken().getFirst()).contains("Message-ID: " + ended.at("/steps/0/result/messageId"));
        assertThat(api.get("/api/v1/integrations/" + integration).at("/status")).isEqualTo("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT TO", "."})
    void tellWhatTheServerSaysInItsLetters(String verb) {
        connect(server.port(), "crm@example.test");
        server.says(verb, "550 Empfänger unbekannt, 不明");

        assertThat(run(10, "").at("/errorDetails")).contains("Empfänger unbekannt, 不明");
    }

    @ParameterizedTest
    @CsvSource({"RCPT TO,550 5.1.1 <ada@example.test> is nobody; call +49 151 2345678", "MAIL FROM,553 not from you",
        "DATA,554 no",
        "., 554 5.7.1 spam"})
    void failTheStepAtOnceWhereTheServerRefusesThem(String verb, String reply) {
        connect(server.port(), "crm@example.test");
        server.says(verb, reply + " " + SECRET);

        var ended = run(10, "");

        assertThat(ended.at("/status")).isEqualTo("failed");
        assertThat(ended.at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(ended.at("/errorDetails"))
                .startsWith("step 0 (send_email): the server does not take it: " + reply.substring(0, 3))
                .endsWith("***")
                .doesNotContain("ada@example.test", "2345678");
        assertThat(mail(ended).at("/results/0/status")).isEqualTo("failed");
        assertThat(ended.text() + mail(ended).text() + api.get("/api/v1/integrations").text()
                + api.get("/api/v1/integration-usage-logs").text()).doesNotContain(SECRET);
        assertThat(api.get("/api/v1/integration-usage-logs").text()).doesNotContain("ada@example.test");
    }

    /** Nobody whom it has reached gets it again, and who is refused keeps it from nobody. */
    @ParameterizedTest
    @CsvSource({"550 5.1.1 no such user,0,1", "450 4.2.0 greylisted,2,2", "450 4.7.1 never,1000,1"})
    void goToWhomTheServerTakesThemForAndToTheOthersLaterOrNever(String reply, int refusals, int taken) {
        connect(server.port(), "crm@example.test");
        var left = new AtomicInteger(refusals == 0 ? 1000 : refusals);
        server.says(line -> line.startsWith("RCPT TO:<bob") && left.getAndDecrement() > 0
                ? reply + " <bob@xn--bcher-kva.example> " + SECRET
                : ScriptedMailServer.usual(line));

        var ended = run(4, "");

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(server.taken()).hasSize(taken)
                .allMatch(mail -> mail.contains("ada@example.test") && mail.contains("bob@xn--bcher-kva.example"));
        assertThat(server.lines().stream().filter(line -> line.startsWith("RCPT TO:<ada"))).hasSize(1);
        var mail = mail(ended);
        assertThat(mail.at("/results/0/status")).isEqualTo("sent");
        assertThat(ended.at("/steps/0/result/sentTo/0")).isEqualTo("ada@example.test");
        assertThat(ended.at("/steps/0/result/sentTo/1")).isEqualTo(taken == 2 ? "bob@bücher.example" : "");
        assertThat(ended.at("/steps/0/result/refused/0/recipient")).isEqualTo(taken == 2 ? "" : "bob@bücher.example");
        assertThat(ended.at("/steps/0/result/refused/0/reason")).contains(taken == 2 ? "" : reply);
        assertThat(mail.at("/results/0/refused/0/recipient")).isEqualTo(taken == 2 ? "" : "bob@bücher.example");
        assertThat(ended.at("/resultSummary/refusedRecipients")).isEqualTo(taken == 2 ? "" : "1");
        assertThat(ended.text() + mail.text() + api.get("/api/v1/integration-usage-logs").text())
                .doesNotContain(SECRET);
    }

    /** What the server itself says of an address counts as a report does, however many the mail is to. */
    @ParameterizedTest
    @CsvSource({"550 5.1.1 no such user,1", "553 5.1.2 no such host,1", "550 5.7.1 not from you,0",
        "550 relay denied,0",
        "552 5.2.2 full,0", "450 4.1.1 later,0"})
    void keepThoseFromBeingWrittenToWhomTheServerDoesNotKnow(String reply, int suppressed) {
        connect(server.port(), "crm@example.test");
        for (var refused : new String[]{"RCPT TO:<bob", "RCPT TO"}) {
            server.says(line -> line.startsWith(refused) ? reply : ScriptedMailServer.usual(line));

            run(1, "");

            var found = api.get("/api/v1/suppressions?total=true").expect(200);
            assertThat(found.at("/total")).isEqualTo(Integer.toString(suppressed * (refused.endsWith("TO") ? 2 : 1)));
            assertThat(found.text().contains("bounced")).isEqualTo(suppressed > 0);
        }
    }

    @Test
    void failWhereTheyReachNobodyForOneReasonOrAnother() {
        connect(server.port(), "crm@example.test");
        server.says(line -> line.startsWith("RCPT TO")
                ? line.contains("ada") ? "550 no such user" : "450 greylisted"
                : ScriptedMailServer.usual(line));

        var ended = run(2, "");

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("failed");
        assertThat(mail(ended).at("/results/0/status")).isEqualTo("failed");
        assertThat(server.lines().stream().filter(line -> line.startsWith("RCPT TO:<ada"))).hasSize(1);
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void goNoOtherWayWhereTheirServerIsDisconnectedMeanwhile() {
        var integration = connect(server.port(), "crm@example.test");
        server.says("RCPT TO", "450 later");
        var run = workflows.start(workflows.manual(STEP.formatted(19, "")), "{}");
        Workflows.await(() -> workflows.run(run).at("/steps/0/status").equals("retrying"), "no attempt failed");

        api.delete("/api/v1/integrations/" + integration + "/connection?evenIfUsed=true").expect(200);
        var failed = workflows.ended(run);
        server.says(ScriptedMailServer::usual);
        api.put("/api/v1/integrations/" + integration + "/connection", "").expect(200);
        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);
        var ended = workflows.ended(run);

        assertThat(failed.at("/status")).isEqualTo("failed");
        assertThat(failed.at("/errorDetails"))
                .isEqualTo("step 0 (send_email): the integration is not connected");
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void goByTheServerThatTheStepNamesOrFail() {
        connect(server.port(), "first@example.test");
        try (var other = new ScriptedMailServer()) {
            var named = connect(other.port(), "second@example.test");
            var workflow = workflows.manual(STEP.formatted(0, ",\"integration\":\"" + named + "\""));

            var sent = workflows.ended(workflows.start(workflow, "{}"));
            api.delete("/api/v1/integrations/" + named + "/connection?evenIfUsed=true").expect(200);
            var failed = workflows.ended(workflows.start(workflow, "{}"));

            assertThat(sent.at("/status")).as(sent.text()).isEqualTo("succeeded");
            assertThat(other.taken()).hasSize(1).allMatch(mail -> mail.contains("From: second@example.test"));
            assertThat(failed.at("/errorDetails"))
                    .contains("the integration that the mail is to go by is not connected");
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void nameOnlyServersThatThereAre() {
        var foreign = connect(people.signUp().api(), server.port(), "crm@example.test");
        var twilio = api.post("/api/v1/integrations", """
                {"name": "Texts", "provider": "twilio", "configuration": {"accountSid": "AC1", "from": "+4930123"},
                 "credentials": {"authToken": "secret"}}""").expect(201).id();

        for (var id : new String[]{foreign, twilio, UUID.randomUUID().toString()}) {
            var refused = create(id).expect(422);
            assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.integration");
            assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-reference");
        }
        assertThat(create("mine").expect(422).text()).contains("steps[0].config.integration");
    }

    /** A mail server does nothing else, and steps that would have it do so are refused when they are saved. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"post_message|\"text\": \"Hello\"",
        "ai_generate|\"prompt\": \"Write\"",
        "send_sms|\"to\": \"+4930123\", \"text\": \"Hello\"",
        "send_whatsapp|\"to\": \"+4930123\", \"text\": \"Hello\""})
    void areAllThatTheirServerDoes(String type, String config) {
        var mailServer = connect(server.port(), "crm@example.test");

        var refused = workflows.create("{\"type\":\"manual\"}",
                "[{\"type\": \"%s\", \"config\": {%s, \"integration\": \"%s\"}}]".formatted(type, config, mailServer))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.integration");
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-reference");
    }

    @Test
    void takeThePermissionToUseIntegrationsWhereTheyNameOne() {
        var named = connect(server.port(), "crm@example.test");
        var key = api
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"workflows:create\", \"workflows:read\"]}")
                .expect(201)
                .at("/key");
        var poor = Workflows.of(Api.at(port()).bearer(key));

        poor.create("{\"type\":\"manual\"}", STEP.formatted(0, "")).expect(201);
        assertThat(poor.create("{\"type\":\"manual\"}", STEP.formatted(0, ",\"integration\":\"" + named + "\""))
                .expect(403)
                .text()).contains("integrations:use");
    }

    @Test
    void areRecordedWhereThereIsNoServerAtAll() {
        var ended = run(1, "");

        assertThat(ended.at("/steps/0/result/delivery")).isEqualTo("recorded");
        assertThat(mail(ended).at("/results/0/integrationId")).isEmpty();
    }

    /** What is looked at when it is connected is looked at again when a mail goes out. */
    @Test
    void reachNoPrivateAddress() {
        var integration = connect(server.port(), "crm@example.test");
        api.patch("/api/v1/integrations/" + integration,
                "{\"configuration\": {\"host\": \"127.0.0.1\", \"security\": \"tls\"}, \"credentials\": {\"password\": \"%s\"}}"
                        .formatted(SECRET))
                .expect(200);
        server.lines().clear();

        var refused = api.put("/api/v1/integrations/" + integration + "/connection", "");
        var ended = run(3, "");

        assertThat(refused.text()).contains("the host has an address that may not be reached");
        assertThat(ended.at("/status")).isEqualTo("succeeded");
        assertThat(server.lines()).isEmpty();
    }

    /** Whatever the server does with the time. */
    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL FROM", "DATA", "."})
    void waitForAnAnswerForAsLongAsTheStepSays(String verb) {
        connect(server.port(), "crm@example.test");
        var release = new CountDownLatch(1);
        server.says(line -> {
            if (line.startsWith(verb)) {
                await(release);
            }
            return ScriptedMailServer.usual(line);
        });
        var begun = Instant.now();

        var ended = workflows.ended(workflows
                .start(workflows.manual(STEP.formatted(0, "").replace("\"config\"", "\"timeoutSeconds\":1,\"config\"")),
                        "{}"));
        release.countDown();

        assertThat(ended.at("/status")).isEqualTo("failed");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    /** No run fails of that. */
    @Test
    void waitWhileTheOrganizationHasWrittenToAsManyAsItMay() throws SQLException {
        connect(server.port(), "crm@example.test");
        used(2000);
        var run = workflows.start(workflows.manual(STEP.formatted(0, "")), "{}");
        Workflows.await(() -> workflows.run(run).json().path("waitsFor").has("limit"), "it does not say that it waits");

        var waiting = workflows.run(run);
        var listed = api.get("/api/v1/workflow-runs");
        used(1998);
        Workflows.await(() -> {
            due(run);
            return workflows.run(run).at("/status").equals("succeeded");
        }, "it does not go on");

        assertThat(waiting.at("/status")).isEqualTo("waiting");
        assertThat(waiting.at("/waitsFor/limit")).isEqualTo("mails");
        assertThat(waiting.at("/waitsFor/policy")).isEqualTo("workflow-mails-per-organization");
        assertThat(waiting.at("/waitsFor/most") + " " + waiting.at("/waitsFor/period")).isEqualTo("2000 PT1H");
        assertThat(Instant.parse(waiting.at("/waitsFor/until"))).isAfter(Instant.now());
        assertThat(waiting.at("/errorDetails")).contains("2000 in PT1H");
        assertThat(listed.at("/results/0/waitsFor/limit")).isEqualTo("mails");
        assertThat(workflows.run(run).at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(workflows.run(run).json().has("waitsFor")).isFalse();
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void goOnOnceTheQuotaIsRaised() {
        connect(server.port(), "crm@example.test");
        quota(1);
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["cleo@example.test"],"subject":"x","text":"x"}}]""");
        workflows.ended(workflows.start(workflow, "{}"));
        var waiting = List.of(workflows.start(workflow, "{}"), workflows.start(workflow, "{}"));
        waiting.forEach(run -> Workflows.await(
                () -> workflows.run(run).json().path("waitsFor").has("limit"), "it does not wait"));

        assertThat(workflows.run(waiting.getFirst()).json().path("waitsFor").toString())
                .contains("\"policy\":\"email_sending\"", "\"scope\":\"organization\"", "\"most\":1",
                        "\"period\":\"PT1H\"", "\"until\":");
        assertThat(workflows.run(waiting.getFirst()).at("/errorDetails"))
                .contains("email_sending: 1 an hour for one organization, until");
        quota(10);

        waiting.forEach(run -> assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded"));
    }

    private void quota(int most) {
        var admin = people.signUp();
        People.promote(admin.userId());
        var acting = people.signIn(admin.email()).api();
        var policy = acting.get("/admin/quota-policies?filter=policyName%5Beq%5D:email_sending").at("/results/0/id");
        var place = "/admin/organizations/" + api.get("/api/v1/organization").at("/id") + "/quota-overrides/" + policy;
        var there = acting.get(place);
        (there.status() == 200 ? acting.with("If-Match", there.header("ETag")) : acting)
                .put(place, "{\"maxRequestsPerHour\": %d, \"reason\": \"a test\"}".formatted(most))
                .expect(200);
    }

    @Test
    void leaveRoomForWhatPeopleNeed() throws SQLException {
        connect(server.port(), "crm@example.test");
        api.post("/api/v1/consents", "{\"channel\":\"email\",\"address\":\"cleo@example.test\",\"status\":\"granted\"}")
                .expect(201);
        used(1600);
        var step = """
                [{"type":"send_email","config":{"to":["cleo@example.test"],"subject":"x","text":"x","purpose":"%s"}}]""";

        var marketing = workflows.start(workflows.manual(step.formatted("marketing")), "{}");
        Workflows.await(() -> workflows.run(marketing).json().path("waitsFor").has("limit"), "it does not wait");
        var needed = workflows.ended(workflows.start(workflows.manual(step.formatted("transactional")), "{}"));

        assertThat(needed.at("/status")).isEqualTo("succeeded");
        assertThat(workflows.run(marketing).at("/errorDetails")).contains("marketing has four fifths");
    }

    private void used(int receivers) throws SQLException {
        var key = Digests.fingerprint("WORKFLOW_MAILS_PER_ORGANIZATION " + api.get("/api/v1/organization").at("/id"));
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var use = connection.prepareStatement("""
                        insert into auth.rate_limits as l (key, used, resets_at) values (?, ?, now() + interval '1 hour')
                        on conflict on constraint rate_limits_pkey do update set used = excluded.used""")) {
            use.setString(1, key);
            use.setInt(2, receivers);
            use.executeUpdate();
        }
    }

    /** As if the time were over until which its mail is put off. */
    private static void due(String run) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var due = connection.prepareStatement(
                        """
                with due as (
                    update outbound_emails set due_at = now() where execution_log_id = ? and due_at > now() returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'own-server-emails' from due""")) {
            due.setLong(1, Long.parseLong(run));
            due.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A few of an organization's at a time: its server may be as slow as it likes. */
    @Test
    void holdUpNobodyElses() throws Exception {
        connect(server.port(), "crm@example.test");
        var release = new CountDownLatch(1);
        server.says(line -> {
            if (line.startsWith("MAIL FROM")) {
                await(release);
            }
            return ScriptedMailServer.usual(line);
        });
        var workflow = workflows.manual(STEP.formatted(0, ""));
        var last = "";
        for (var count = 0; count < 20; count++) {
            last = workflows.start(workflow, "{}");
        }
        try (var other = new ScriptedMailServer()) {
            var others = people.signUp().api();
            connect(others, other.port(), "crm@example.test");
            var theirs = Workflows.of(others);

            var ended = theirs.ended(theirs.start(theirs.manual(STEP.formatted(0, "")), "{}"));

            assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
            assertThat(server.lines().stream().filter(line -> line.startsWith("MAIL FROM")).count()).isBetween(1L, 4L);
        } finally {
            release.countDown();
        }
        assertThat(workflows.ended(last).at("/status")).isEqualTo("succeeded");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer create(String integration) {
        return workflows.create("{\"type\":\"manual\"}",
                STEP.formatted(0, ",\"integration\":\"" + integration + "\""));
    }

    private Answer run(int attempts, String more) {
        return workflows.ended(workflows.start(workflows.manual(STEP.formatted(attempts - 1, more)), "{}"));
    }

    private Answer mail(Answer run) {
        return mails(run.id());
    }

    private Answer mails(String run) {
        return api.get("/api/v1/outbound-emails?filter=runId[eq]:" + run).expect(200);
    }

    private String connect(int port, String from) {
        return connect(api, port, from);
    }

    private static String connect(Api api, int port, String from) {
        var id = api.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "smtp", "credentials": {"password": "%s"}, "configuration":
                    {"host": "localhost", "port": %d, "security": "none", "username": "mail", "from": "%s"}}"""
                .formatted(SECRET, port, from)).expect(201).id();
        api.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
        return id;
    }
}
