package dev.tenantry.crm.email.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails that mail servers bring, over a real connection. */
class SmtpReceiverTests extends ApiTest {

    private static final String EMAILS = "/api/v1/emails";
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ADDRESS = "/api/v1/email-capture-address";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private SmtpReceiver receiver;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    private int port;

    @BeforeEach
    void listen() {
        owner = people.signUp();
        as = owner.api();
        port = receiver.listen(0);
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    @Test
    void whatComesToAMembersAddressIsCapturedInTheMembersName() throws IOException {
        var address = address("");

        assertThat(send(address.toUpperCase(Locale.ROOT), mail("own@x", owner.email()))).startsWith("250");
        assertThat(send(address, mail("own@x", owner.email()))).startsWith("250");
        assertThat(send(address, mail("other@x", "zoe@customer.example"))).startsWith("250");

        assertThat(as.get(EMAILS + "?total=true").expect(200).at("/total")).isEqualTo("2");
        var own = as.get(EMAILS + "?filter=messageId[eq]:%22own@x%22").expect(200);
        assertThat(own.at("/results/0/direction")).isEqualTo("outbound");
        assertThat(own.at("/results/0/unverified")).isEqualTo("false");
        var other = as.get(EMAILS + "?filter=unverified[is]:true").expect(200);
        assertThat(other.at("/results/0/messageId")).isEqualTo("other@x");
        assertThat(as.get(ADDRESS).expect(200).at("/lastReceivedAt")).isNotEmpty();
    }

    @Test
    void anAddressTakesItsMembersMailsAloneWhereThatIsSaid() throws IOException {
        var address = address("\"acceptedFrom\":\"member\"");

        assertThat(send(address, mail("other@x", "zoe@customer.example"))).startsWith("550");
        assertThat(send(address, mail("own@x", owner.email().toUpperCase(Locale.ROOT)))).startsWith("250");

        assertThat(as.get(EMAILS + "?total=true").at("/total")).isEqualTo("1");
    }

    @Test
    void whatIsNoAddressIsRefusedBeforeTheMailIsSent() throws IOException {
        var address = address("");
        as.delete(ADDRESS).expect(204);
        var renewed = address("");

        for (var none : new String[]{address, "a@in.example.test", renewed.replace("in.", "out."),
            changed(renewed), CaptureToken.next(UUID.randomUUID()).text() + "@in.example.test"}) {
            assertThat(send(none, mail("x@x", "zoe@customer.example"))).as(none).startsWith("550");
        }
        assertThat(send(renewed, mail("x@x", "zoe@customer.example"))).startsWith("250");
    }

    @Test
    void whatCannotBeTakenIsRefusedAndTheConnectionStaysGood() throws IOException {
        var address = address("");
        as.post("/api/v1/email-rules", "{\"pattern\":\"secret.example\",\"effect\":\"never_captured\"}").expect(201);

        assertThat(send(address, "no header at all\r\n")).startsWith("554");
        assertThat(send(address, mail("never@x", "zoe@secret.example"))).startsWith("550");
        assertThat(send(address, "From: a@b\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(25_500))).startsWith("552");
        // A line feed alone ends nothing: what follows is a part of the mail.
        assertThat(send(address, mail("smuggled@x", "zoe@customer.example") + "\n.\nMAIL FROM:<x@y.z>\r\n"))
                .startsWith("250");

        assertThat(as.get(EMAILS + "?total=true").at("/total")).isEqualTo("1");
    }

    @Test
    void whoMayNotCaptureMailsAnyMoreTakesNone() throws IOException {
        var colleague = people.signUpInto(owner, "member");
        var address = colleague.api().post(ADDRESS, "{}").expect(201).at("/address");
        as.put("/api/v1/organization/members/" + colleague.userId() + "/role", "{\"role\":\"viewer\"}").expect(200);

        assertThat(send(address, mail("x@x", "zoe@customer.example"))).startsWith("550");
    }

    @Test
    void manyServersBringTheSameMailOnce() {
        var address = address("");

        var replies = Parallel.times(8, () -> send(address, mail("same@x", "zoe@customer.example")));

        assertThat(replies).allMatch(reply -> reply.startsWith("250"));
        assertThat(as.get(EMAILS + "?total=true").at("/total")).isEqualTo("1");
    }

    /** What is said of a mail is said of all whom it is to. */
    @Test
    void aMailIsForOneRecipientAtATime() throws IOException {
        var address = address("");
        var other = people.signUpInto(owner, "member").api().post(ADDRESS, "{}").expect(201).at("/address");

        try (var socket = new Socket("localhost", port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            reply(in);
            say(socket, in, "EHLO test");
            say(socket, in, "MAIL FROM:<sender@elsewhere.example>");
            assertThat(say(socket, in, "RCPT TO:<none@in.example.test>")).startsWith("550");
            assertThat(say(socket, in, "RCPT TO:<" + address + ">")).startsWith("250");
            assertThat(say(socket, in, "RCPT TO:<" + other + ">")).startsWith("452");
            assertThat(say(socket, in, "DATA")).startsWith("354");
            assertThat(say(socket, in, mail("one@x", "zoe@customer.example") + "\r\n.")).startsWith("250");
        }

        assertThat(send(other, mail("one@x", "zoe@customer.example"))).startsWith("250");
        assertThat(as.get(EMAILS + "?total=true").at("/total")).isEqualTo("1");
    }

    @Test
    void answersWhatIsOutOfRange() throws IOException {
        try (var socket = new Socket("localhost", port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            reply(in);
            say(socket, in, "EHLO test");
            for (var size : List.of("25000001", "2147483647", "2147483648", "99999999999999999999",
                    "0".repeat(300) + "9999999999")) {
                assertThat(say(socket, in, "MAIL FROM:<a@b.example> SIZE=" + size)).as(size).startsWith("552");
            }
            for (var wrong : List.of("BDAT 99999999999999999999", "BDAT -1", "RCPT TO:<>", "MAIL",
                    "RCPT", "DATA", "HELO", "x", "")) {
                assertThat(say(socket, in, wrong)).as(wrong).startsWith("5");
            }
            assertThat(say(socket, in, "MAIL FROM:<a@b.example> SIZE=0000000000025000000 BODY=8BITMIME"))
                    .startsWith("250");
            assertThat(say(socket, in, "MAIL FROM:<a@b.example> SIZE=9999999999")).startsWith("503");
        }
    }

    /** What was said before it has begun counts for nothing. */
    @Test
    void encryptsWhereItHasACertificate() throws Exception {
        var store = KeyStore.getInstance(Path.of("src/test/resources/saml-keys.p12").toFile(), PASSWORD);
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        var alias = store.aliases().nextElement();
        own.setKeyEntry(alias, store.getKey(alias, PASSWORD), PASSWORD, store.getCertificateChain(alias));
        var bundles = new DefaultSslBundleRegistry("mails",
                SslBundle.of(SslStoreBundle.of(own, new String(PASSWORD), null)));
        var encrypted = new SmtpReceiver(new CaptureSettings(0, "127.0.0.1", "in.example.test", "mails", 10, 10,
                Duration.ofSeconds(10), Duration.ofSeconds(30)), List.of(), bundles);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", store.getCertificate(alias));
        var trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trusted);
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trusts.getTrustManagers(), null);

        try (var socket = new Socket("localhost", encrypted.listen(0));
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            reply(in);
            assertThat(lines(socket, in, "EHLO test")).contains("STARTTLS");
            assertThat(say(socket, in, "STARTTLS\r\nMAIL FROM:<smuggled@b.example>")).startsWith("220");
            var secured = (SSLSocket) trusting.getSocketFactory()
                    .createSocket(socket, "localhost", socket.getPort(), true);
            secured.startHandshake();
            var inside = new BufferedReader(new InputStreamReader(secured.getInputStream(), StandardCharsets.UTF_8));
            assertThat(say(secured, inside, "EHLO test")).startsWith("250");
            assertThat(say(secured, inside, "MAIL FROM:<a@b.example>")).startsWith("250");
            assertThat(say(secured, inside, "RCPT TO:<a@in.example.test>")).startsWith("550 5.1.1");
        } finally {
            encrypted.stop();
        }
    }

    @Test
    void takesNoMoreThanItMayForNow() throws IOException {
        var many = CaptureToken.read(local(address(""))).orElseThrow();
        limits.take(Limit.CAPTURED_MAILS_PER_ADDRESS, many.hash(), 1_000);
        assertThat(send(many.text() + "@in.example.test", mail("x@x", "zoe@customer.example"))).startsWith("452 4.7.1");

        as.delete(ADDRESS).expect(204);
        var large = CaptureToken.read(local(address(""))).orElseThrow();
        limits.take(Limit.CAPTURED_KILOBYTES_PER_ADDRESS, large.hash(), 500_000);
        assertThat(send(large.text() + "@in.example.test", mail("x@x", "zoe@customer.example")))
                .startsWith("452 4.7.1");

        assertThat(as.get(EMAILS + "?total=true").at("/total")).isEqualTo("0");
    }

    private static String local(String address) {
        return address.substring(0, address.lastIndexOf('@'));
    }

    private static String changed(String address) {
        var digit = address.charAt(40) == 'a' ? 'b' : 'a';
        return address.substring(0, 40) + digit + address.substring(41);
    }

    private String address(String stated) {
        Answer made = as.post(ADDRESS, "{" + stated + "}").expect(201);
        return made.at("/address");
    }

    private String mail(String id, String from) {
        return "From: <" + from + ">\r\nTo: customer@customer.example\r\nSubject: Offer\r\nMessage-ID: <" + id
                + ">\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\r\nHello\r\n";
    }

    /** The last reply: to the recipient where that is refused, or to the mail. */
    private String send(String recipient, String mail) throws IOException {
        try (var socket = new Socket("localhost", port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            reply(in);
            for (var command : new String[]{"EHLO test", "MAIL FROM:<sender@elsewhere.example>",
                "RCPT TO:<" + recipient + ">"}) {
                var reply = say(socket, in, command);
                if (!reply.startsWith("250")) {
                    return reply;
                }
            }
            assertThat(say(socket, in, "DATA")).startsWith("354");
            var reply = say(socket, in, mail + "\r\n.");
            assertThat(say(socket, in, "NOOP")).startsWith("250");
            return reply;
        }
    }

    private static String say(Socket socket, BufferedReader in, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return reply(in);
    }

    private static String lines(Socket socket, BufferedReader in, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var all = new StringBuilder();
        var line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            all.append(line).append('\n');
            line = in.readLine();
        }
        return all.append(line).toString();
    }

    private static String reply(BufferedReader in) throws IOException {
        var line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }
}
