package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.shared.mail.MailAttachment;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;

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
        carriers = new Carriers(List.of(new SmtpCarrier(sender, SENDER, (_, _) -> null)), SENDER);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void areSentUnderTheSameMessageIdEachTime() throws Exception {
        carriers.carry(MAIL, null);

        carriers.carry(MAIL, null);

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

            var failure = failure(MAIL);
            assertThat(failure.isPermanent()).isEqualTo(isPermanent);
            assertThat(failure.refused().keySet()).hasSize(code == 550 ? 2 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"550 5.1.1 nobody, true", "450 4.2.0 later, false"})
    void goToThoseThatTheServerTakesThemFor(String reply, boolean isForGood) throws Exception {
        try (var other = new ScriptedMailServer().says("RCPT TO:<b@", reply + " <b@example.test>")) {
            sender.setPort(other.port());

            var receipt = carriers.carry(MAIL, null);

            assertThat(receipt.reached(MAIL.recipients())).containsExactly("a@example.test");
            assertThat(isForGood ? receipt.refused() : receipt.later())
                    .containsExactly(Map.entry("b@example.test", reply + " <***>"));
            assertThat(isForGood ? receipt.later() : receipt.refused()).isEmpty();
            assertThat(other.taken()).singleElement()
                    .satisfies(mail -> assertThat(mail).contains("a@example.test", "b@example.test"));
        }
    }

    /** What the server says of the mail counts, and not what it has said of one of its recipients before. */
    @ParameterizedTest
    @CsvSource({"DATA,451 later,false", ".,452 full,false", ".,554 spam,true"})
    void areNotTakenForSomeWhereTheyAreTakenForNobody(String verb, String reply, boolean isPermanent) {
        try (var other = new ScriptedMailServer().says(line -> line.startsWith("RCPT TO:<b@")
                ? "550 nobody"
                : line.startsWith(verb) ? reply : ScriptedMailServer.usual(line))) {
            sender.setPort(other.port());

            assertThat(failure(MAIL).isPermanent()).isEqualTo(isPermanent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "DATA", "."})
    void waitForAnAnswerForAsLongAsTheyAreTold(String verb) throws Exception {
        var release = new CountDownLatch(1);
        try (var other = new ScriptedMailServer().says(line -> {
            if (line.startsWith(verb)) {
                await(release);
            }
            return ScriptedMailServer.usual(line);
        })) {
            sender.setPort(other.port());
            var begun = System.nanoTime();

            var failure = catchThrowableOfType(DeliveryException.class,
                    () -> carriers.carry(MAIL, Duration.ofMillis(300)));
            release.countDown();

            assertThat(failure.isPermanent()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
        sender.setPort(server.getSmtp().getPort());
        carriers.carry(MAIL, Duration.ofSeconds(20));
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void returnToThePathThatTheyAreGivenAndSayWhatTheyAnswer() throws Exception {
        var routing = new MailRouting("b+1@returns.example.test", "r+1@returns.example.test", "<0@example.test>",
                List.of("<a@example.test>", "<" + "b".repeat(200) + "@example.test>"));
        try (var other = new ScriptedMailServer()) {
            sender.setPort(other.port());

            carriers.carry(MAIL.routed(routing), null);

            assertThat(other.lines()).anyMatch(line -> line.startsWith("MAIL FROM:<b+1@returns.example.test>"));
            assertThat(other.taken()).singleElement()
                    .satisfies(mail -> assertThat(mail)
                            .contains("Reply-To: r+1@returns.example.test", "In-Reply-To: <0@example.test>",
                                    "References: <a@example.test>", "From: Tenantry <no-reply@example.test>"));
        }
    }

    @Test
    void bringFilesAlong() throws Exception {
        var content = new MailContent("Files", "Text", "<p>Page</p>")
                .bringing(List.of(new MailAttachment("Grüße \"1\".pdf", "application/pdf", new byte[]{0, 1, -1})));

        carriers.carry(MAIL.saying(content), null);

        var mixed = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        assertThat(mixed.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
        assertThat(MimeUtility.decodeText(mixed.getBodyPart(1).getFileName())).isEqualTo("Grüße \"1\".pdf");
        assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(0, 1, -1);
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
        return catchThrowableOfType(DeliveryException.class, () -> carriers.carry(mail, null));
    }
}
