package dev.tenantry.crm.email.sending;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.notification.bounce.Reports;
import dev.tenantry.notification.bounce.ReturnPaths;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails that members write, from the request to what comes back. */
class OutgoingEmailTests extends ApiTest {

    private static final String OUTGOING = "/api/v1/outgoing-emails";
    private static final String EMAILS = "/api/v1/emails/";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReturnPaths paths;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;
    @SuppressWarnings("NullAway.Init")
    private MailServer server;
    @SuppressWarnings("NullAway.Init")
    private Person ada;
    private Api as = Api.at(0);
    private String zoe = "";

    @BeforeEach
    void signUp() {
        server = new MailServer(carriers, paths::of).start();
        ada = people.signUp();
        as = ada.api();
        zoe = "zoe-" + UUID.randomUUID() + "@customer.example";
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void goByThePlatformInTheMembersNameAndAreKept() throws Exception {
        as.put("/api/v1/email-signature", "{\"text\":\"Ada\\nSales\",\"html\":\"<p>Ada</p><script>x</script>\"}")
                .expect(200);
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"%s\"}".formatted(zoe)).expect(201);
        var hidden = "hidden-" + zoe;

        var sent = as
                .post(OUTGOING,
                        """
                {"to":["Zoë <%s>","%s"],"bcc":["%s"],"subject":"Grüße\\r\\nBcc: all@example.test","text":"Hello","html":"<p onclick='x'>Hello</p><img src='https://t.example/p.gif'>"}"""
                                .formatted(zoe, zoe.toUpperCase(Locale.ROOT), hidden))
                .expect(201);

        var mail = received(zoe);
        assertThat(mail.getMessageID()).isEqualTo("<" + sent.at("/messageId") + ">");
        assertThat(mail.getSubject()).isEqualTo("Grüße Bcc: all@example.test");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(Arrays.toString(mail.getReplyTo())).contains(ada.email()).contains("r+");
        assertThat(mail.getFrom()[0].toString()).contains("tenantry@localhost");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("Hello\n\n-- \nAda\nSales\n");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<p>Hello</p>", "<p>Ada</p>")
                .doesNotContain("onclick", "t.example", "script");
        assertThat(received(hidden).getMessageID()).isEqualTo(mail.getMessageID());
        var kept = as.get(EMAILS + sent.id()).expect(200);
        assertThat(kept.at("/direction")).isEqualTo("outbound");
        assertThat(kept.at("/contactIds/0")).isEqualTo(contact.id());
        assertThat(kept.at("/visibility")).isEqualTo("participants");
        assertThat(delivery(sent.id(), "sent").at("/attempts")).isEqualTo("1");
        assertThat(as.get("/api/v1/outbound-emails").expect(200).json().path("results")).isEmpty();
    }

    @Test
    void goByTheOrganizationsOwnServerFromTheMember() throws Exception {
        var own = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        own.setUser("mail@example.test", "mail", "secret");
        own.start();
        try {
            connect(own, "Company <crm@example.test>");

            var sent = send("Hello");

            delivery(sent.id(), "sent");
            var mail = own.getReceivedMessages()[0];
            assertThat(Arrays.toString(mail.getFrom())).contains(ada.email());
            assertThat(mail.getHeader("Reply-To")).isNull();
            assertThat(sent.at("/sender")).contains(ada.email());
        } finally {
            own.stop();
        }
    }

    /** By those who get one; what is refused, or not committed, is not counted. */
    @Test
    void countUnderTheOrganizationsQuotaByReceivers() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var policy = admin.api().get("/admin/quota-policies?filter=policyName[eq]:email_sending").at("/results/0/id");
        admin.api()
                .put("/admin/organizations/" + ada.organizationId() + "/quota-overrides/" + policy,
                        "{\"maxRequestsPerHour\": 3, \"reason\": \"few\"}")
                .expect(200);

        as.post(OUTGOING, "{\"to\":[\"nobody\"],\"text\":\"Hello\",\"subject\":\"s\"}").expect(422);
        as.post(OUTGOING, "{\"to\":[\"%s\"]}".formatted(zoe)).expect(422);
        as.post(OUTGOING, toMany(4)).expect(422);
        as.post(OUTGOING, toMany(2)).expect(201);
        var refused = as.post(OUTGOING, toMany(2)).expect(429);
        as.post(OUTGOING, toMany(1)).expect(201);

        assertThat(refused.at("/quota/policy")).isEqualTo("email_sending");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(as.post(OUTGOING, toMany(1)).expect(429).at("/code")).isEqualTo("quota-exceeded");
        assertThat(limits.take(Limit.RECEIVERS_PER_MEMBER, ada.organizationId() + "/" + ada.userId(), 197).isZero())
                .isTrue();
    }

    private static String toMany(int receivers) {
        var to = IntStream.range(0, receivers)
                .mapToObj(number -> "\"" + UUID.randomUUID() + "@customer.example\"")
                .toList();
        return "{\"to\":%s,\"subject\":\"s\",\"text\":\"Hello\"}".formatted(to);
    }

    /** Which stands for other addresses than the member's. */
    @Test
    void goInTheMembersNameByAServerOfAnotherDomain() throws Exception {
        var own = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        own.setUser("mail@other.example", "mail", "secret");
        own.start();
        try {
            connect(own, "crm@other.example");

            var sent = send("Hello");

            delivery(sent.id(), "sent");
            assertThat(Arrays.toString(own.getReceivedMessages()[0].getFrom())).contains("crm@other.example");
            assertThat(Arrays.toString(own.getReceivedMessages()[0].getReplyTo())).contains(ada.email());
        } finally {
            own.stop();
        }
    }

    @Test
    void answerMailsInTheirThread() throws Exception {
        var asked = eml(as, answer("<q1@customer.example>", "Question", "")).expect(201);

        var sent = as.post(OUTGOING,
                "{\"to\":[\"%s\"],\"text\":\"Yes\",\"emailId\":\"%s\"}".formatted(zoe, asked.id())).expect(201);

        assertThat(received(zoe).getHeader("In-Reply-To")).containsExactly("<q1@customer.example>");
        assertThat(received(zoe).getHeader("References")).containsExactly("<q1@customer.example>");
        assertThat(received(zoe).getSubject()).isEqualTo("Re: Question");
        assertThat(as.get(EMAILS + sent.id()).at("/threadId")).isEqualTo(asked.at("/threadId"));
        var other = people.signUpInto(ada, "member");
        other.api()
                .post(OUTGOING, "{\"to\":[\"%s\"],\"text\":\"Yes\",\"emailId\":\"%s\"}".formatted(zoe, asked.id()))
                .expect(422);
    }

    @Test
    void areToldToNobodyElse() {
        var sent = send("Secret");
        var other = people.signUpInto(ada, "admin");

        other.api().get(EMAILS + sent.id()).expect(404);
        other.api().get(EMAILS + sent.id() + "/delivery").expect(404);
        assertThat(other.api().get("/api/v1/outbound-emails").expect(200).text()).doesNotContain(zoe);
        people.signUpInto(ada, "viewer").api().post(OUTGOING, body("x")).expect(403);
    }

    @Test
    void areRefusedWhereSomebodyIsNotWrittenTo() {
        as.post("/api/v1/suppressions", "{\"channel\":\"email\",\"address\":\"%s\"}".formatted(zoe)).expect(201);

        assertThat(
                as.post(OUTGOING, "{\"to\":[\"a@customer.example\"],\"cc\":[\"%s\"],\"subject\":\"x\",\"text\":\"x\"}"
                        .formatted(zoe)).expect(422).at("/errors/0/field"))
                .isEqualTo("cc[0]");
        for (var wrong : List.of("{\"to\":[],\"subject\":\"x\",\"text\":\"x\"}",
                "{\"to\":[\"none\"],\"subject\":\"x\",\"text\":\"x\"}",
                "{\"to\":[\"a@b.example\\r\\nBcc: c@d.example\"],\"subject\":\"x\",\"text\":\"x\"}",
                "{\"to\":[\"a@b.example\"],\"subject\":\"x\",\"text\":\" \"}",
                "{\"to\":[\"a@b.example\"],\"text\":\"x\"}",
                "{\"to\":[\"a@b.example\"],\"subject\":\"x\",\"html\":\"<script>x</script>\"}",
                "{\"to\":[\"a@b.example\"],\"subject\":\"x\",\"text\":\"x\",\"template\":\"none\"}",
                "{\"to\":[\"a@b.example\"],\"template\":\"none\"}",
                "{\"to\":[\"a@b.example\"],\"subject\":\"x\",\"text\":\"x\",\"emailId\":\"1\"}")) {
            as.post(OUTGOING, wrong).expect(422);
        }
        assertThat(as.get("/api/v1/emails?total=true").expect(200).at("/total")).isEqualTo("0");
    }

    /** However the address is written, and what lets people in is sent all the same. */
    @Test
    void areNotSentToWhoHasBeenSentTooMany() {
        limits.take(Limit.SENDS_PER_ADDRESS, zoe, limits.mostUnasked());

        as.post(OUTGOING, "{\"to\":[\"other-%s\",\"%s\"],\"subject\":\"x\",\"text\":\"x\"}"
                .formatted(zoe, zoe.toUpperCase(Locale.ROOT))).expect(429);

        var member = ada.organizationId() + "/" + ada.userId();
        assertThat(limits.take(Limit.RECEIVERS_PER_MEMBER, member, limits.most(Limit.RECEIVERS_PER_MEMBER))).isZero();
        assertThat(limits.take(Limit.SENDS_PER_ADDRESS, zoe)).isZero();
        assertThat(limits.take(Limit.SENDS_PER_ADDRESS, "other-" + zoe, limits.most(Limit.SENDS_PER_ADDRESS))).isZero();
    }

    @Test
    void sayWhatATemplateSaysOfARecord() throws Exception {
        as.post("/api/v1/email-templates",
                """
                {"name":"offer","subject":"For {{name}}","body":"Dear {{name}}, {{what}}","html":"<p>Dear {{name}}, {{what}}</p>"}""")
                .expect(201);
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe <b>\"}").expect(201).id();

        as.post(OUTGOING, """
                {"to":["%s"],"template":"offer","contactId":"%s","values":{"what":"hello"}}"""
                .formatted(zoe, contact)).expect(201);

        var parts = (MimeMultipart) received(zoe).getContent();
        assertThat(received(zoe).getSubject()).isEqualTo("For Zoe <b>");
        assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Dear Zoe <b>, hello");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("Dear Zoe &lt;b&gt;, hello");
        assertThat(as.post(OUTGOING, "{\"to\":[\"%s\"],\"template\":\"offer\"}".formatted(zoe)).expect(422).text())
                .contains("values.name");
    }

    @Test
    void nameWhomTheyAreToAndWhatTheyAreAbout() throws Exception {
        as.post("/api/v1/email-templates",
                """
                {"name":"offer","subject":"{{opportunityName}} for {{companyName}}","body":"Dear {{name}} ({{contactName}}), it is {{opportunityAmount}}"}""")
                .expect(201);
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var company = as.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var deal = as
                .post("/api/v1/opportunities",
                        "{\"name\":\"Looms\",\"amount\":{\"amount\":\"1200.50\",\"currency\":\"EUR\"}}")
                .expect(201)
                .id();

        as.post(OUTGOING, """
                {"to":["%s"],"template":"offer","contactId":"%s","companyId":"%s","opportunityId":"%s"}"""
                .formatted(zoe, contact, company, deal)).expect(201);

        assertThat(received(zoe).getSubject()).isEqualTo("Looms for Acme");
        assertThat(received(zoe).getContent().toString()).startsWith("Dear Zoe (Zoe), it is ").contains("1,200.50");
        assertThat(as.post(OUTGOING, "{\"to\":[\"%s\"],\"template\":\"offer\",\"contactId\":\"%s\"}"
                .formatted(zoe, contact)).expect(422).text()).contains("values.companyName");
    }

    @Test
    void bringWhatAnotherProgramHasComposed() throws Exception {
        var sent = post(OUTGOING, as, """
                From: Somebody Else <ceo@bank.example>
                Message-ID: <forged@bank.example>
                To: %s
                Subject: Files
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8

                Hello
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="a.pdf"
                Content-Transfer-Encoding: base64

                AAH/
                --b--
                """.formatted(zoe)).expect(201);

        var mail = received(zoe);
        assertThat(mail.getFrom()[0].toString()).doesNotContain("bank.example");
        assertThat(mail.getMessageID()).isEqualTo("<" + sent.at("/messageId") + ">").doesNotContain("bank");
        var mixed = (MimeMultipart) mail.getContent();
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("a.pdf");
        assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(0, 1, -1);
    }

    @Test
    void areNotSentOnceTheyAreInTheTrash() {
        server.close();
        server = new MailServer(carriers, paths::of);
        var sent = send("Later");
        Workflows.await(() -> as.get(EMAILS + sent.id() + "/delivery").at("/error").contains("mail server"),
                "it is not tried");
        as.delete(EMAILS + sent.id()).expect(204);

        server.start();

        assertThat(delivery(sent.id(), "failed").at("/error")).contains("deleted");
        assertThat(server.received(zoe)).isEmpty();
    }

    @Test
    void areNotSentToWhoIsNotWrittenToByThen() {
        server.close();
        server = new MailServer(carriers, paths::of);
        var sent = send("Later");
        Workflows.await(() -> as.get(EMAILS + sent.id() + "/delivery").at("/error").contains("mail server"),
                "it is not tried");
        as.post("/api/v1/suppressions", "{\"channel\":\"email\",\"address\":\"%s\"}".formatted(zoe)).expect(201);

        server.start();

        assertThat(delivery(sent.id(), "suppressed").at("/refused/0/recipient")).isEqualTo(zoe);
        assertThat(server.received(zoe)).isEmpty();
    }

    @Test
    void comeBackAsBounced() {
        var sent = send("Hello");
        delivery(sent.id(), "sent");

        eml(as, Reports.failed(zoe, "5.1.1", "550 5.1.1 unknown", "<" + sent.at("/messageId") + ">")).expect(201);

        assertThat(delivery(sent.id(), "bounced").at("/bounces/0/kind")).isEqualTo("hard");
        assertThat(as.post(OUTGOING, body("Again")).expect(422).at("/errors/0/code")).isEqualTo("suppressed");
    }

    @Test
    void comeBackFromSomeAndNotFromAll() {
        var others = List.of("ada-" + zoe, "bob-" + zoe);
        var sent = as.post(OUTGOING, "{\"to\":[\"%s\",\"%s\"],\"cc\":[\"%s\"],\"subject\":\"Hi\",\"text\":\"Hello\"}"
                .formatted(zoe, others.getFirst(), others.getLast())).expect(201);
        delivery(sent.id(), "sent");
        var about = "<" + sent.at("/messageId") + ">";

        eml(as, Reports.failed(zoe, "5.1.1", "550 5.1.1 unknown", about)).expect(201);

        var partly = delivery(sent.id(), "partly_bounced").json().at("/states");
        assertThat(partly.findValuesAsString("recipient")).containsExactlyInAnyOrder(zoe, others.getFirst(),
                others.getLast());
        assertThat(partly.valueStream().filter(state -> state.at("/status").asString().equals("bounced")))
                .extracting(state -> state.at("/recipient").asString())
                .containsExactly(zoe);
        assertThat(partly.findValuesAsString("status")).containsExactlyInAnyOrder("bounced", "sent", "sent");
        others.forEach(other -> eml(as, Reports.failed(other, "5.1.1", "550 5.1.1 no such", about)).expect(201));
        assertThat(delivery(sent.id(), "bounced").json().at("/states").findValuesAsString("status"))
                .containsOnly("bounced");
    }

    @Test
    void takeAlongWhatGuestsAnswerToInvitations() {
        var event = as
                .post("/api/v1/events",
                        """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna", "ownerId": "%s"}"""
                                .formatted(ada.userId()))
                .expect(201);
        var path = "/api/v1/events/" + event.id() + "/attendees";
        as.put(path, "{\"attendees\": [{\"email\": \"%s\"}]}".formatted(zoe)).expect(200);

        eml(as, reply(event.at("/uid"), "stranger@elsewhere.example", "DECLINED")).expect(201);
        assertThat(as.get(path).at("/attendees/0/answer")).isEqualTo("needs_action");
        eml(as, reply(event.at("/uid"), zoe, "ACCEPTED")).expect(201);

        assertThat(as.get(path).at("/attendees/0/answer")).isEqualTo("accepted");
    }

    private String reply(String uid, String from, String answer) {
        return """
                From: %s
                To: %s
                Subject: Accepted: Talk
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/plain

                Yes
                --c
                Content-Type: text/calendar; method=REPLY; charset=UTF-8

                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:x
                METHOD:REPLY
                BEGIN:VEVENT
                UID:%s
                SEQUENCE:0
                DTSTAMP:20260301T000000Z
                ATTENDEE;PARTSTAT=%s:MAILTO:%s
                END:VEVENT
                END:VCALENDAR
                --c--
                """.formatted(from, ada.email(), uid, answer, zoe);
    }

    /** Programs that answer by themselves are nobody, as is whoever else knows what the mail is called. */
    @Test
    void wakeWhatWaitsForAnAnswer() {
        as.post("/api/v1/contacts", "{\"name\":\"Carl\",\"email\":\"carl@customer.example\"}").expect(201);
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"%s\"}".formatted(zoe)).expect(201);
        var workflows = Workflows.of(as);
        var run = workflows.start(workflows
                .manual("""
                [{"type":"send_email","id":"mail","config":{"to":["%s"],"subject":"Hi","text":"Hello"}},
                 {"type":"wait_for_event","id":"wait","config":{"event":"email.replied","match":{"field":"trigger.repliedTo","value":"{{steps.mail.result.messageId}}"},"timeout":"P7D","since":"start"}}]"""
                        .formatted(zoe)),
                "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run does not wait");
        var id = workflows.run(run).at("/steps/0/result/messageId");

        eml(as, answer("<away@customer.example>", "Away", "In-Reply-To: " + id + "\nAuto-Submitted: auto-replied\n"))
                .expect(201);
        eml(as, answer("<eve@customer.example>", "Re: Hi", "References: " + id + "\n").replace(zoe, "eve@else.example"))
                .expect(201);
        var reply = eml(as,
                answer("<real@customer.example>", "Re: Hi", "Cc: carl@customer.example\nReferences: " + id + "\n"))
                .expect(201);

        var ended = workflows.ended(run);
        assertThat(ended.at("/steps/1/result/contactId")).isEqualTo(contact.id());
        assertThat(ended.at("/status")).isEqualTo("succeeded");
        assertThat(ended.at("/steps/1/result/emailId")).isEqualTo(reply.id());
        assertThat(ended.at("/steps/1/result/runId")).isEqualTo(run);
    }

    @Test
    void tellOfAnAnswerOnceAllSeeIt() {
        var workflows = Workflows.of(as);
        var told = workflows.onEvent("email.replied", "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}]");
        var first = answered("one@customer.example");

        show(first, "organization");
        show(first, "participants");
        show(first, "organization");
        show(answered("two@customer.example"), "organization");

        Workflows.await(() -> workflows.runs(told).json().path("results").size() >= 2, "nothing is told");
        assertThat(workflows.runs(told).json().path("results")).hasSize(2);
    }

    private String answered(String id) {
        return eml(as, answer("<" + id + ">", "Re: Hi", "In-Reply-To: <" + send("Hi").at("/messageId") + ">\n"))
                .expect(201)
                .id();
    }

    private void show(String email, String to) {
        as.put(EMAILS + email + "/visibility", "{\"visibility\":\"" + to + "\"}").expect(200);
    }

    private Answer send(String subject) {
        return as.post(OUTGOING, body(subject)).expect(201);
    }

    private String body(String subject) {
        return "{\"to\":[\"%s\"],\"subject\":\"%s\",\"text\":\"Hello\"}".formatted(zoe, subject);
    }

    private String answer(String id, String subject, String headers) {
        return "From: Zoe <%s>\nTo: %s\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject: %s\nMessage-ID: %s\n%s\nHello\n"
                .formatted(zoe, ada.email(), subject, id, headers);
    }

    private Answer delivery(String id, String status) {
        Workflows.await(() -> as.get(EMAILS + id + "/delivery").expect(200).at("/status").equals(status),
                "it is not " + status);
        return as.get(EMAILS + id + "/delivery");
    }

    private MimeMessage received(String recipient) {
        Workflows.await(() -> !all(recipient).isEmpty(), "no mail has come");
        return all(recipient).getFirst();
    }

    /** Nobody sees in a mail whom it was hidden from others that it is to. */
    private List<MimeMessage> all(String recipient) {
        var seen = server.received(recipient);
        return seen.isEmpty() && recipient.startsWith("hidden-") ? server.received(zoe) : seen;
    }

    private static Answer eml(Api api, String raw) {
        return post("/api/v1/emails", api, raw);
    }

    private static Answer post(String where, Api api, String raw) {
        return api.send("POST", where,
                BodyPublishers.ofByteArray(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                "message/rfc822");
    }

    private void connect(GreenMail own, String from) {
        var id = as.post("/api/v1/integrations", """
                {"name": "Ours", "provider": "smtp", "credentials": {"password": "secret"}, "configuration":
                    {"host": "localhost", "port": %d, "security": "none", "username": "mail", "from": "%s"}}"""
                .formatted(own.getSmtp().getPort(), from)).expect(201).id();
        as.put("/api/v1/integrations/" + id + "/connection", "").expect(200);
    }
}
