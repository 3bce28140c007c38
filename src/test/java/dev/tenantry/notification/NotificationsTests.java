package dev.tenantry.notification;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationsTests extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Notifications notifications;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TransactionTemplate transaction;
    @Autowired
    @Qualifier("authPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool authPool;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    private Api admin = api;

    @BeforeEach
    void promote() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = person.api();
    }

    @Test
    void recordsWhatATenantsTransactionQueues() {
        var person = people.signUp();
        var recipient = "to-" + person.userId() + "@example.test";

        inTenant(person, () -> notifications.queue(Message.email(recipient, "organization-invitation",
                Map.of("link", "https://example.test/i", "organization", "Acme\r\nBcc: all@example.test", "inviter",
                        "Ada {{link}}"))));

        var sent = recorded(recipient);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().path("status").asString()).isEqualTo("recorded");
        assertThat(sent.getFirst().path("organizationId").asString()).isEqualTo(person.organizationId().toString());
        assertThat(sent.getFirst().path("subject").asString())
                .isEqualTo("Ada {{link}} invites you to Acme Bcc: all@example.test");
        assertThat(sent.getFirst().path("body").asString()).contains("https://example.test/i");
    }

    @Test
    void recordsWhatTheServiceOfSignInQueuesWithTheOrganizationsOwnText() {
        var person = people.signUp();
        var recipient = "to-" + person.userId() + "@example.test";
        person.api().put("/api/v1/organization/notification-templates/recovery", """
                {"subject": "Ours", "body": "Go to {{link}}"}""").expect(200);

        authPool.inTransaction(() -> notifications.queueFor(person.organizationId(),
                Message.email(recipient, "recovery", Map.of("link", "https://example.test/r"))));

        var sent = recorded(recipient);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().path("subject").asString()).isEqualTo("Ours");
        assertThat(sent.getFirst().path("body").asString()).isEqualTo("Go to https://example.test/r\n");
    }

    @Test
    void keepsNothingOfATransactionThatIsRolledBack() {
        var person = people.signUp();
        var recipient = "to-" + person.userId() + "@example.test";

        assertThatThrownBy(() -> authPool.inTransaction(() -> {
            notifications.queueFor(person.organizationId(), Message.sms(recipient, "sms-otp", Map.of("token", "1")));
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");

        assertThat(recorded(recipient)).isEmpty();
    }

    /** Whoever queues them: what people need for their accounts alone goes to whom an organization does not write. */
    @Test
    void goToNobodyWhoIsNotWrittenTo() {
        var person = people.signUp();
        var recipient = "To-" + person.userId() + "@example.test";
        person.api()
                .post("/api/v1/suppressions",
                        "{\"channel\":\"email\",\"address\":\"%s\"}".formatted(recipient.toLowerCase(Locale.ROOT)))
                .expect(201);
        try (var server = new MailServer(carriers).start()) {
            inTenant(person, () -> notifications.queue(Message.email(recipient, "agent-findings", Map.of())));
            authPool.inTransaction(() -> notifications.queueFor(person.organizationId(),
                    Message.email(recipient, "recovery", Map.of("link", "https://example.test/r"))));

            Workflows.await(() -> recorded(recipient).stream()
                    .noneMatch(one -> one.path("status").asString().equals("pending")), "they are not sent");

            assertThat(server.received(recipient)).singleElement()
                    .satisfies(mail -> assertThat(mail.getSubject()).contains("password"));
        }
        assertThat(recorded(recipient)).anySatisfy(one -> {
            assertThat(one.path("status").asString()).isEqualTo("failed");
            assertThat(one.path("errorMessage").asString()).contains("is not written to");
        });
        person.api()
                .post("/api/v1/invitations", "{\"email\":\"%s\",\"role\":\"member\"}".formatted(recipient))
                .expect(422);
    }

    @Test
    void auditsTheLookOfASuperAdmin() {
        admin.get("/admin/outbound-notifications").expect(200);
        people.signUp().api().get("/admin/outbound-notifications").expect(403);

        assertThat(admin.get("/api/v1/audit-logs").expect(200).text()).contains("outbound-notification.listed");
    }

    private void inTenant(Person person, Runnable work) {
        new TenantContext(person.organizationId(), person.userId())
                .run(() -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private List<JsonNode> recorded(String recipient) {
        return admin.get("/admin/outbound-notifications?q=" + recipient)
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .toList();
    }
}
