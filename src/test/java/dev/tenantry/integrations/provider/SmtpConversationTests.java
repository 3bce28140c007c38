package dev.tenantry.integrations.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SmtpConversationTests {

    private final ScriptedMailServer server = new ScriptedMailServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** Nobody listens at the first two. */
    @Test
    void isHeldAtTheFirstAddressThatCanBeConnectedTo() throws Exception {
        conversation(server.port()).hold(addresses(2, 3, 1), mail());

        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void saysWhichMailItIsWhereTheServerReportsThat() throws Exception {
        conversation(server.port()).hold(addresses(1), mail());
        server.says("EHLO", "250-here\r\n250-DSN\r\n250 AUTH PLAIN");
        var mail = mail();
        conversation(server.port()).hold(addresses(1), mail);
        var envelope = "ENVID=" + mail.getMessageID().replace("+", "+2B").replace("=", "+3D");

        var senders = server.lines().stream().filter(line -> line.startsWith("MAIL FROM")).toList();
        assertThat(senders).hasSize(2);
        assertThat(senders.getFirst()).doesNotContain("ENVID", "RET");
        assertThat(senders.getLast()).contains("RET=HDRS", envelope);
        assertThat(server.taken()).hasSize(2);
    }

    @Test
    void failsWhereNobodyListensAtAny() {
        assertThatThrownBy(() -> conversation(server.port()).hold(addresses(2, 3), null))
                .isInstanceOf(MailConnectException.class);
    }

    /** Who does not let us in at one address is not asked at the next. */
    @Test
    void isNotBegunAnewWhereTheServerRefusesTheSignIn() {
        server.says("AUTH", "535 wrong");

        assertThatThrownBy(() -> conversation(server.port()).hold(addresses(1, 1), null))
                .isInstanceOf(AuthenticationFailedException.class);
        assertThat(server.lines().stream().filter(line -> line.startsWith("AUTH"))).hasSize(1);
    }

    @Test
    void takesAMailForSentHoweverTheServerTakesLeave() throws Exception {
        server.says("QUIT", "500 stay");

        conversation(server.port()).hold(addresses(1), mail());

        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void tellsHowLongItWaitedForAWholeAnswer() {
        server.says(_ -> "250-and more");

        assertThatThrownBy(() -> conversation(server.port(), Duration.ofMillis(300)).hold(addresses(1), null))
                .isInstanceOfSatisfying(MessagingException.class,
                        failure -> assertThat(SmtpProvider.reason(failure)).isEqualTo("no whole answer within 0 s"));
    }

    @ParameterizedTest
    @CsvSource({"2,the connection is refused", "1,the connection broke off before there was a whole answer"})
    void tellsWhyThereIsNoAnswer(int last, String reason) throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try {
                    silent.accept().close();
                } catch (IOException _) {
                    // nobody came
                }
            });

            assertThatThrownBy(() -> conversation(silent.getLocalPort()).hold(addresses(last), null))
                    .isInstanceOfSatisfying(MessagingException.class,
                            failure -> assertThat(SmtpProvider.reason(failure)).isEqualTo(reason));
        }
    }

    private static SmtpConversation conversation(int port) {
        return conversation(port, Duration.ofSeconds(20));
    }

    private static SmtpConversation conversation(int port, Duration longest) {
        var configuration = new JsonMapper().createObjectNode()
                .put("host", "mail.example")
                .put("port", port)
                .put("security", "none")
                .put("username", "mail");
        return new SmtpConversation(
                new Connection(new UUID(0, 1), configuration, Map.of("password", new Secret("secret"))),
                longest);
    }

    /** @param last of 127.0.0.… */
    private static List<InetAddress> addresses(int... last) {
        return Arrays.stream(last).mapToObj(one -> InetAddress.ofLiteral("127.0.0." + one)).toList();
    }

    private static MimeMessage mail() throws MessagingException {
        return IdentifiedMessage.of("<1@example.test>", "crm@example.test",
                MailAddresses.to(List.of("grace@example.test")),
                List.of("grace@example.test"), new MailContent("Hi", "Hello", null), MailRouting.NONE);
    }
}
