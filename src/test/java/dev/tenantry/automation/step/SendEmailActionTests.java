package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.email.EmailTemplates;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;
import dev.tenantry.notification.RefusedRecipient;

import static org.assertj.core.api.Assertions.assertThat;

class SendEmailActionTests {

    private static final Step STEP = WorkflowDocument.read(new JsonMapper().readTree("""
            {"trigger":{"type":"manual"},"steps":[{"type":"send_email","config":{}}]}""")).steps().getFirst();

    private static final Mails.Sender SENDER = new Mails.Sender("Tenantry <no-reply@example.test>", null);

    private final Standing mails = new Standing();
    private final SendEmailAction action = new SendEmailAction(mails, new NoTemplates(),
            new UnsubscribeLinks(() -> "https://a.example/unsubscribe", () -> Locale.ENGLISH),
            new WrittenTo((_, _, _) -> List.of()));

    @ParameterizedTest
    @CsvSource({"SENT,sent", "RECORDED,recorded", "SUPPRESSED,suppressed"})
    void tellsHowTheMailWentOut(DeliveryStatus status, String delivery) {
        mails.standing = new Mails.Standing(status, 0, null, Duration.ZERO, List.of());

        var became = action.look(7, STEP, mail("a@example.test", "b@example.test"));

        assertThat(became).isInstanceOfSatisfying(Delegation.Done.class, done -> {
            assertThat(done.result().path("messageId").asString()).isEqualTo("<msg_1@example.test>");
            assertThat(done.result().path("delivery").asString()).isEqualTo(delivery);
        });
    }

    @Test
    void waitsWhereTheMailIsTriedAgain() {
        mails.standing = new Mails.Standing(DeliveryStatus.PENDING, 2, "the mail server is away",
                Duration.ofSeconds(3), List.of());

        assertThat(action.look(7, STEP, mail("a@example.test")))
                .isEqualTo(new Delegation.UnderWay(2, "the mail server is away", Duration.ofSeconds(3)));
    }

    @Test
    void failsWithTheMail() {
        mails.standing = new Mails.Standing(DeliveryStatus.FAILED, 3, "the mail server refuses a recipient",
                Duration.ZERO, List.of());

        assertThat(action.look(7, STEP, mail("a@example.test")))
                .isEqualTo(new Delegation.Failed(3, "the mail server refuses a recipient"));
    }

    private static JsonNode mail(String... recipients) {
        var config = new JsonMapper().createObjectNode().put("subject", "Hi").put("text", "Hello");
        for (var recipient : recipients) {
            config.withArray("/to").add(recipient);
        }
        return Email.toJson(Email.of("msg_1", SENDER, config));
    }

    /** These mails are filled in. */
    private static final class NoTemplates implements EmailTemplates {

        @Override
        public Map<String, Text> all(Set<String> names) {
            return Map.of();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** Of a mail that is kept. */
    private static final class Standing implements Mails {

        private Mails.Standing standing = new Mails.Standing(DeliveryStatus.PENDING, 0, null, Duration.ZERO,
                List.of());

        @Override
        public Sender sender(@Nullable UUID integration) {
            return SENDER;
        }

        @Override
        public boolean isSender(UUID integration) {
            return false;
        }

        @Override
        public void send(long runId, int stepIndex, Mail mail, List<RefusedRecipient> refused, Trying trying) {
            // with the step, which these tests do not prepare
        }

        @Override
        public Map<Long, Limited> limited(Collection<Long> runs) {
            return Map.of();
        }

        @Override
        public Set<Long> onTheirWay(Long[] runs) {
            return Set.of();
        }

        @Override
        public void move(List<Long> runs, List<Integer> was, List<Integer> becomes) {
            // with the runs, of which these tests have none
        }

        @Override
        public Mails.Standing of(long runId, int stepIndex) {
            return standing;
        }
    }
}
