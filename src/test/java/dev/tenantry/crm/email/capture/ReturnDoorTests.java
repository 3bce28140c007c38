package dev.tenantry.crm.email.capture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.bounce.Reports;
import dev.tenantry.notification.bounce.ReturnPaths;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes back of mails by SMTP, from the server that could not deliver them and from those who answer. */
class ReturnDoorTests extends ApiTest {

    private static final String EMAILS = "/api/v1/emails/";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private SmtpReceiver receiver;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReturnPaths paths;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private MailReturns returns;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;
    @SuppressWarnings("NullAway.Init")
    private MailServer server;
    @SuppressWarnings("NullAway.Init")
    private Person ada;
    private Api as = Api.at(0);
    private String zoe = "";
    private int port;
    @SuppressWarnings("NullAway.Init")
    private Answer sent;

    @BeforeEach
    void send() {
        server = new MailServer(carriers, paths::of).start();
        ada = people.signUp();
        as = ada.api();
        zoe = "zoe-" + UUID.randomUUID() + "@customer.example";
        port = receiver.listen(0);
        sent = as.post("/api/v1/outgoing-emails",
                "{\"to\":[\"%s\"],\"subject\":\"Offer\",\"text\":\"Hello\"}".formatted(zoe)).expect(201);
        Workflows.await(() -> delivery().at("/status").equals("sent"), "it is not sent");
    }

    @AfterEach
    void stop() {
        receiver.stop();
        server.close();
    }

    @Test
    void aReportAtTheReturnPathCountsWhateverItSaysOfTheMail() throws Exception {
        bring(returnPath(), Reports.failed(zoe, "5.1.1", "550 5.1.1 unknown", "<other@example.test>"));

        assertThat(delivery().at("/status")).isEqualTo("bounced");
        assertThat(as.get("/api/v1/suppressions").expect(200).at("/results/0/address")).isEqualTo(zoe);
        assertThat(as.get("/api/v1/emails?total=true").at("/total")).isEqualTo("1");
    }

    @Test
    void nothingElseIsTakenThere() {
        assertThatThrownBy(() -> bring(returnPath(), "From: a@b.example\nSubject: Hi\n\nHello\n"))
                .isInstanceOf(MessagingException.class);
        var forged = Objects.requireNonNull(paths.of(ada.organizationId(), Ids.next()));
        assertThatThrownBy(() -> bring(forged, Reports.failed(zoe, "5.1.1", "no", "<x@example.test>")))
                .isInstanceOf(SendFailedException.class);
        var changed = returnPath().replaceFirst("b\\+.", returnPath().charAt(2) == '1' ? "b+2" : "b+1");
        assertThatThrownBy(() -> bring(changed, Reports.failed(zoe, "5.1.1", "no", "<x@example.test>")))
                .isInstanceOf(SendFailedException.class);

        assertThat(delivery().at("/status")).isEqualTo("sent");
        assertThat(as.get("/api/v1/suppressions").expect(200).json().path("results")).isEmpty();
    }

    @Test
    void anAnswerIsTheMembersAndInTheThread() throws Exception {
        var address = answersTo(zoe);

        bring(address,
                "From: Zoe <%s>\nTo: %s\nMessage-ID: <a1@customer.example>\nIn-Reply-To: <%s>\nSubject: Re: Offer\n\nYes\n"
                        .formatted(zoe, ada.email(), sent.at("/messageId")));
        bring(address,
                "From: eve@elsewhere.example\nTo: %s\nMessage-ID: <a2@customer.example>\nSubject: Re: Offer\n\nYes\n"
                        .formatted(ada.email()));
        bring(address, "From: %s\nTo: %s\nMessage-ID: <a3@customer.example>\nSubject: Re: Offer\n\nYes\n"
                .formatted(ada.email(), zoe));

        var thread = as.get(EMAILS + sent.id()).at("/threadId");
        assertThat(as.get("/api/v1/email-threads/" + thread + "/emails").expect(200).text())
                .contains("a1@customer.example");
        var marked = as.get("/api/v1/emails?filter=unverified[is]:true").expect(200);
        assertThat(marked.text()).contains("a1@customer.example", "a2@customer.example", "a3@customer.example");
        assertThat(marked.json().path("results")).allMatch(one -> one.path("direction").asString().equals("inbound"));
        var other = people.signUpInto(ada, "admin").api();
        assertThat(other.get("/api/v1/emails?total=true").expect(200).at("/total")).isEqualTo("0");
    }

    @Test
    void takesSoMuchAndLeavesTheOtherHalfToTheMembers() throws Exception {
        var address = answersTo(zoe);
        var whole = Limit.CAPTURED_KILOBYTES_PER_ORGANIZATION;
        limits.take(whole, ada.organizationId().toString(), limits.most(whole) / 2);

        assertThatThrownBy(() -> bring(address, answer())).isInstanceOf(MessagingException.class);
        var own = as.post("/api/v1/email-capture-address", "{}").expect(201).at("/address");
        bring(own, answer());
        limits.refund(whole, ada.organizationId().toString(), limits.most(whole) / 2);
        var each = Limit.ANSWER_KILOBYTES_PER_MAIL;
        limits.take(each, mail().toString(), limits.most(each));
        assertThatThrownBy(() -> bring(address, answer())).isInstanceOf(MessagingException.class);

        assertThat(as.get("/api/v1/emails?total=true").at("/total")).isEqualTo("2");
    }

    @Test
    void takesNoAnswersToWhatIsLongAgo() throws Exception {
        var old = new UUID(Instant.now().minus(Duration.ofDays(91)).toEpochMilli() << 16 | 0x7000,
                mail().getLeastSignificantBits());
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("update outbound_emails set id = ? where id = ?")) {
            statement.setObject(1, old);
            statement.setObject(2, mail());
            assertThat(statement.executeUpdate()).isOne();
        }
        var address = new TenantContext(ada.organizationId(), null)
                .call(() -> Objects.requireNonNull(returns.answersTo(old)));

        assertThatThrownBy(() -> bring(address, answer())).isInstanceOf(SendFailedException.class);
        assertThat(returns.open(address.substring(0, address.indexOf('@')))).isPresent();
    }

    private String answer() {
        return "From: %s\nMessage-ID: <%s@customer.example>\nSubject: Re: Offer\n\nYes\n".formatted(zoe, Ids.next());
    }

    private UUID mail() {
        var id = sent.at("/messageId");
        return UUID.fromString(id.substring(0, id.indexOf('@')));
    }

    /** Each of several can say to be another one. */
    @Test
    void anInvitationIsAnsweredByTheOnlyOneWhoCan() throws Exception {
        var event = as
                .post("/api/v1/events",
                        """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna", "ownerId": "%s"}"""
                                .formatted(ada.userId()))
                .expect(201);
        var path = "/api/v1/events/" + event.id() + "/attendees";
        as.put(path, "{\"attendees\": [{\"email\": \"%s\"}]}".formatted(zoe)).expect(200);
        var carl = "carl-" + zoe;
        as.post("/api/v1/outgoing-emails",
                "{\"to\":[\"%s\",\"%s\"],\"subject\":\"All\",\"text\":\"Hello\"}".formatted(zoe, carl)).expect(201);
        Workflows.await(() -> !server.received(carl).isEmpty(), "no mail has come");

        bring(answersTo(carl), reply(event.at("/uid"), "DECLINED"));
        assertThat(as.get(path).at("/attendees/0/answer")).isEqualTo("needs_action");
        bring(answersTo(zoe), reply(event.at("/uid"), "ACCEPTED"));

        assertThat(as.get(path).at("/attendees/0/answer")).isEqualTo("accepted");
    }

    private String reply(String uid, String answer) {
        return """
                From: %s
                Subject: Talk
                MIME-Version: 1.0
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
                """.formatted(zoe, uid, answer, zoe);
    }

    private String answersTo(String recipient) throws MessagingException {
        return Arrays.stream(server.received(recipient).getFirst().getReplyTo())
                .map(one -> ((InternetAddress) one).getAddress())
                .filter(one -> one.startsWith("r+"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoMayCaptureMailsNoMoreIsAnsweredNoMore() throws Exception {
        var bob = people.signUpInto(ada, "member");
        var mail = bob.api()
                .post("/api/v1/outgoing-emails",
                        "{\"to\":[\"%s\"],\"subject\":\"Bob\",\"text\":\"Hello\"}".formatted("bob-" + zoe))
                .expect(201);
        Workflows.await(() -> !server.received("bob-" + zoe).isEmpty(), "no mail has come");
        var address = answersTo("bob-" + zoe);
        as.put("/api/v1/organization/members/" + bob.userId() + "/role", "{\"role\":\"viewer\"}").expect(200);

        assertThatThrownBy(() -> bring(address, "From: %s\nSubject: Re: Bob\nIn-Reply-To: <%s>\n\nYes\n"
                .formatted("bob-" + zoe, mail.at("/messageId")))).isInstanceOf(MessagingException.class);
    }

    private Answer delivery() {
        return as.get(EMAILS + sent.id() + "/delivery").expect(200);
    }

    private String returnPath() {
        return Objects.requireNonNull(paths.of(ada.organizationId(), mail()));
    }

    /** As another mail server does. */
    private void bring(String recipient, String mail) throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        var session = Session.getInstance(properties);
        var message = new MimeMessage(session,
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        try (var transport = (SMTPTransport) session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, new Address[]{new InternetAddress(recipient)});
        }
    }
}
