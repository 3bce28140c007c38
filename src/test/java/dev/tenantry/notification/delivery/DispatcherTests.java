package dev.tenantry.notification.delivery;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import dev.tenantry.notification.DeliveryListener;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries that are claimed by hand: their time comes in an hour, so that the application's own dispatcher lets them be. */
class DispatcherTests extends ApiTest {

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> smsRequests = new ConcurrentLinkedQueue<>();
    @Autowired
    @Qualifier("workerPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool worker;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private EgressClient egress;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;
    @SuppressWarnings("NullAway.Init")
    private HttpServer smsServer;
    private int mailPort;
    private volatile int smsStatus = 201;
    private UUID organization = new UUID(0, 0);

    @BeforeEach
    void start() throws Exception {
        mailServer.start();
        mailPort = mailServer.getSmtp().getPort();
        smsServer = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        smsServer.createContext("/", exchange -> {
            smsRequests.add("%s %s\n%s\n%s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8)));
            var answer = "{\"sid\":\"SM1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(smsStatus, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        smsServer.start();
        organization = people.signUp().organizationId();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
        smsServer.stop(0);
    }

    @Test
    void sendsAMailUnderAStableMessageIdAndForgetsItsText() throws Exception {
        var id = queued("email", "ada@example.test", "Grüße", "A link\n");

        send(claimed(id));

        var received = mailServer.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getMessageID()).isEqualTo("<" + id + "@example.test>");
        assertThat(received[0].getSubject()).isEqualTo("Grüße");
        assertThat(received[0].getContent().toString().strip()).isEqualTo("A link");
        assertThat(row(id)).isEqualTo("sent null null");
    }

    @Test
    void triesAgainLaterWhereTheServerIsAwayAndGivesUpInTheEnd() throws Exception {
        mailServer.stop();
        var id = queued("email", "ada@example.test", "Hi", "A link");

        send(claimed(id));
        var afterFirst = row(id);
        send(claimed(id));

        assertThat(afterFirst).isEqualTo("pending A link the mail server does not take the mail now");
        assertThat(row(id)).isEqualTo("failed null the mail server does not take the mail now");
    }

    @Test
    void tellsWhoeverFollowsTheTemplateWhatBecomesOfIt() throws Exception {
        var id = ofOrganization(queued("email", "ada@example.test", "Hi", "A link"));
        mailServer.stop();

        new Dispatcher.Sending<>(outboxes().getLast()).carryOut(claimed(id));
        new Dispatcher.Sending<>(outboxes().getLast()).carryOut(claimed(id));

        assertThat(told).containsExactly(id + " pending 1 the mail server does not take the mail now",
                id + " failed 2 the mail server does not take the mail now");
    }

    /** Of invitations. */
    private record Follower(Queue<String> told) implements DeliveryListener {

        @Override
        public String template() {
            return "organization-invitation";
        }

        @Override
        public void on(UUID organizationId, UUID notification, DeliveryStatus status, int attempts,
                @Nullable String error) {
            told.add(notification + " " + status + " " + attempts + " " + error);
        }
    }

    @Test
    void givesUpAtOnceOnWhatIsNoAddress() throws Exception {
        var id = queued("email", "no address", "Hi", "A link");

        send(claimed(id));

        assertThat(row(id)).startsWith("failed null");
    }

    @Test
    void leavesTheOutcomeToWhoeverClaimedItLater() throws Exception {
        var id = queued("email", "ada@example.test", "Hi", "A link");
        var lost = claimed(id);
        var held = claimed(id);

        assertThat(outboxes().getFirst().sent(lost)).isFalse();
        assertThat(row(id)).startsWith("pending");
        assertThat(outboxes().getFirst().sent(held)).isTrue();
    }

    @Test
    void isClaimedByOneOfManyInstances() throws Exception {
        for (var count = 0; count < 20; count++) {
            due(queued("email", "many@example.test", "Hi", "A link"));
        }

        Parallel.times(20, this::claim);

        assertThat(worker.jdbc()
                .sql("select attempts from outbound_notifications where organization_id = ?")
                .param(organization)
                .query(Integer.class)
                .list()).hasSize(20).containsOnly(1);
    }

    @Test
    void leavesAnOrganizationsMailUntilItIsNoLongerPausedAndNobodysAccountMail() throws Exception {
        suspend("now()");
        var recovery = queued("email", "rest@example.test", "Hi", "A link");
        due(recovery);
        var invitation = ofOrganization(queued("email", "rest@example.test", "Hi", "A link"));
        due(invitation);

        claim();
        var attempts = List.of(attempts(recovery), attempts(invitation));
        suspend("null");
        claim();

        assertThat(attempts).containsExactly(1, 0);
        assertThat(attempts(invitation)).isEqualTo(1);
    }

    @Test
    void servesOrganizationsInTurnWhateverOneOfThemQueues() throws Exception {
        for (var count = 0; count < 100; count++) {
            due(ofOrganization(queued("email", "flood@example.test", "Hi", "A link")));
        }
        organization = people.signUp().organizationId();
        var late = ofOrganization(queued("email", "late@example.test", "Hi", "A link"));
        due(late);

        claim();

        assertThat(attempts(late)).isEqualTo(1);
    }

    @Test
    void sendsAnSmsAsTwilioTakesIt() throws Exception {
        var id = queued("sms", "+4915112345678", "", "Your code is 123456.\n");

        send(claimed(id));

        assertThat(smsRequests).hasSize(1);
        assertThat(smsRequests.element()).startsWith("POST /2010-04-01/Accounts/AC1/Messages.json\n"
                // AC1:secret
                + "Basic QUMxOnNlY3JldA==\n")
                .contains("To=+4915112345678", "From=+15005550006", "Body=Your code is 123456.");
        assertThat(row(id)).isEqualTo("sent null null");
    }

    @Test
    void triesAnSmsAgainWhereTheServiceIsBusyAndNotWhereItRefuses() throws Exception {
        smsStatus = 429;
        var busy = queued("sms", "+4915112345678", "", "1");
        send(claimed(busy));
        smsStatus = 400;
        var refused = queued("sms", "+4915112345678", "", "1");
        send(claimed(refused));

        assertThat(row(busy)).startsWith("pending 1 ").endsWith("(status 429)");
        assertThat(row(refused)).startsWith("failed null ").endsWith("(status 400)");
    }

    @Test
    void forgetsWhatHasBeenKeptLongEnoughAndNothingThatIsToBeSent() throws Exception {
        var old = queued("email", "ada@example.test", "Hi", "A link");
        var waiting = queued("email", "ada@example.test", "Hi", "A link");
        run("update outbound_notifications set created_at = now() - interval '31 days' where organization_id = ?::uuid",
                organization.toString());
        outboxes().getFirst().sent(claimed(old));
        var recent = queued("email", "ada@example.test", "Hi", "A link");
        outboxes().getFirst().sent(claimed(recent));

        assertThat(new DeliveryRetention(worker, settings()).forget()).isPositive();

        assertThat(worker.jdbc()
                .sql("select id from outbound_notifications where organization_id = ?")
                .param(organization)
                .query(UUID.class)
                .list()).containsExactlyInAnyOrder(waiting, recent);
    }

    private void send(Delivery delivery) {
        new Dispatcher.Sending<>(outboxes().getFirst()).carryOut(delivery);
    }

    /** As an instance of its own: of accounts, and of organizations. */
    private List<NotificationOutbox> outboxes() {
        var tickets = new Tickets(jdbc, worker, new Signals());
        var instance = new Instance(worker);
        return List.of(NotificationOutbox.ofAccounts(worker, tickets, instance, carriers()::carry, settings()),
                NotificationOutbox.ofOrganizations(worker, tickets, instance, carriers()::carry, settings(),
                        List.of(new Follower(told))));
    }

    private Carriers carriers() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(mailPort);
        var sms = new SmsSettings(URI.create("http://localhost:" + smsServer.getAddress().getPort() + "/"), "AC1",
                new Secret("secret"), "+15005550006");
        return new Carriers(
                List.of(new SmtpCarrier(sender, "Tenantry <no-reply@example.test>", (_, _) -> null),
                        new TwilioCarrier(sms, egress)),
                "no-reply@example.test");
    }

    private List<Delivery> claim() {
        return outboxes().stream().flatMap(outbox -> outbox.queue().claim(16).stream()).toList();
    }

    private static NotificationSettings settings() {
        return new NotificationSettings(Duration.ofSeconds(1), Duration.ofHours(1), 2, Duration.ofHours(1),
                Duration.ofDays(30), true);
    }

    private UUID queued(String channel, String recipient, String subject, String body) throws SQLException {
        var id = Ids.next();
        run("insert into outbound_notifications (organization_id, id, channel, recipient, template_name, subject, body, about_account, status, due_at) "
                + "values (?::uuid, ?::uuid, ?, ?, 'recovery', ?, ?, true, 'pending', now() + interval '1 hour')",
                organization.toString(), id.toString(), channel, recipient, subject, body);
        return id;
    }

    private static UUID ofOrganization(UUID id) throws SQLException {
        run("update outbound_notifications set about_account = false, template_name = 'organization-invitation' where id = ?::uuid",
                id.toString());
        return id;
    }

    /** @param since one of two constants of this class */
    private void suspend(String since) throws SQLException {
        run("update organizations set suspended_at = " + since + " where id = ?::uuid", organization.toString());
    }

    private int attempts(UUID id) {
        return worker.jdbc()
                .sql("select attempts from outbound_notifications where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private void due(UUID id) throws SQLException {
        run("""
                with due as (update outbound_notifications set due_at = now() where id = ?::uuid returning organization_id, about_account)
                insert into work_tickets (organization_id, queue)
                select organization_id, case when about_account then 'account-notifications' else 'notifications' end from due""",
                id.toString());
    }

    /** As a claim does it, of this one alone. */
    private Delivery claimed(UUID id) throws SQLException {
        run("update outbound_notifications set lease_epoch = lease_epoch + 1, attempts = attempts + 1 where id = ?::uuid",
                id.toString());
        return worker.jdbc()
                .sql("select organization_id, id, lease_epoch, attempts, lease_losses, channel, template_name, recipient, subject, body, calendar, reply_to from outbound_notifications where id = ?")
                .param(id)
                .query(outboxes().getFirst()::read)
                .single();
    }

    /** Status, body and error. */
    private String row(UUID id) {
        return worker.jdbc()
                .sql("select status, body, error_message from outbound_notifications where id = ?")
                .param(id)
                .query((row, _) -> row.getString(1) + " " + (row.getString(2) + " " + row.getString(3)).strip())
                .single();
    }

    private static void run(String statement, String... parameters) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.prepareStatement(statement)) {
            for (var index = 0; index < parameters.length; index++) {
                prepared.setString(index + 1, parameters[index]);
            }
            prepared.execute();
        }
    }
}
