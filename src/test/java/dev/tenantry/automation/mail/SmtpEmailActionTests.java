package dev.tenantry.automation.mail;

import java.time.Duration;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.step.Outcome;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class SmtpEmailActionTests {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Outbox outbox;
    @SuppressWarnings("NullAway.Init")
    private SmtpEmailAction action;

    @BeforeEach
    void start() {
        server.start();
        action = action(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsTheMailUnderTheSameMessageIdEachTime() throws Exception {
        var prepared = mail("Grüße", "a@example.test", "b@example.test");

        action.act("msg_1", prepared, 1, Duration.ofSeconds(5));
        var outcome = action.act("msg_1", prepared, 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        var received = server.getReceivedMessages();
        assertThat(received).hasSize(4);
        assertThat(received).allSatisfy(message -> {
            assertThat(message.getMessageID()).isEqualTo("<msg_1@example.test>");
            assertThat(message.getSubject()).isEqualTo("Grüße");
            assertThat(message.getFrom()[0]).hasToString("Tenantry <no-reply@example.test>");
            assertThat(message.getContent().toString().strip()).isEqualTo("Hello");
        });
    }

    @Test
    void letsNoFilledInValueBeginAHeader() throws Exception {
        action.act("msg_2", mail("Hi\r\nBcc: everybody@example.test", "a@example.test"), 1, Duration.ofSeconds(5));

        var received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Hi Bcc: everybody@example.test");
        assertThat(received[0].getHeader("Bcc")).isNull();
    }

    @Test
    void triesAgainWhereTheServerIsAway() {
        server.stop();

        var outcome = action.act("msg_3", mail("x", "a@example.test"), 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.permanent()).isFalse());
    }

    @Test
    void givesUpOnWhatIsNoAddress() {
        var outcome = action.act("msg_4", mail("x", "a@example.test", "no address"), 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.permanent()).isTrue());
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private SmtpEmailAction action(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(port);
        return new SmtpEmailAction(sender, outbox, new MailSettings("Tenantry <no-reply@example.test>"));
    }

    private static JsonNode mail(String subject, String... recipients) {
        var config = new JsonMapper().createObjectNode().put("subject", subject).put("text", "Hello");
        for (var recipient : recipients) {
            config.withArray("/to").add(recipient);
        }
        return Mail.of(subject.equals("Grüße") ? "msg_1" : "msg_2", "Tenantry <no-reply@example.test>", config)
                .toJson();
    }
}
