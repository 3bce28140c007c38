package dev.tenantry.notification.delivery;

import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Mails that somebody else has composed, by SMTP. */
class ComposedMailTests {

    private static final String SENDER = "Tenantry <no-reply@example.test>";
    private static final Mail MAIL = new Mail("<msg_1@example.test>", SENDER,
            List.of("a@example.test", "b@example.test"),
            "Grüße", "Hello", null);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;

    @BeforeEach
    void start() {
        server.start();
        sender.setHost("localhost");
        sender.setPort(server.getSmtp().getPort());
        carriers = new Carriers(List.of(new SmtpCarrier(sender, SENDER)), SENDER);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void areSentUnderTheSameMessageIdEachTime() throws Exception {
        carriers.carry(MAIL);

        carriers.carry(MAIL);

        var received = server.getReceivedMessages();
        assertThat(received).hasSize(4);
        assertThat(received).allSatisfy(message -> {
            assertThat(message.getMessageID()).isEqualTo("<msg_1@example.test>");
            assertThat(message.getSubject()).isEqualTo("Grüße");
            assertThat(message.getFrom()[0]).hasToString(SENDER);
            assertThat(message.getContent().toString().strip()).isEqualTo("Hello");
            assertThat(message.getHeader("Auto-Submitted")).isNull();
            assertThat(message.getHeader("Bcc")).isNull();
        });
    }

    @Test
    void waitWhereTheServerIsAway() {
        server.stop();

        assertThat(failure(MAIL).isPermanent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"RCPT TO, 450, false", "MAIL FROM, 451, false", "., 452, false", "., 421, false",
        "RCPT TO, 550, true", "MAIL FROM, 553, true", "DATA, 554, true", "., 552, true"})
    void areTriedAgainUnlessTheServerRefusesThemForGood(String verb, int code, boolean isPermanent) {
        try (var other = new ScriptedMailServer().says(verb, code + " no")) {
            sender.setPort(other.port());

            assertThat(failure(MAIL).isPermanent()).isEqualTo(isPermanent);
        }
    }

    @Test
    void areRefusedWhereAnAddressIsNone() {
        var mail = new Mail("<msg_4@example.test>", SENDER, List.of("no address"), "x", "Hello", null);

        assertThat(failure(mail).isPermanent()).isTrue();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void haveNoWayOutWhereThereIsNoServer() {
        assertThat(carriers.serve(Channel.EMAIL)).isTrue();
        assertThat(new Carriers(List.of(), SENDER).serve(Channel.EMAIL)).isFalse();
    }

    private DeliveryException failure(Mail mail) {
        return catchThrowableOfType(DeliveryException.class, () -> carriers.carry(mail));
    }
}
