package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;

import static org.assertj.core.api.Assertions.assertThat;

class SendEmailActionTests {

    private final Sent mails = new Sent();
    private final SendEmailAction action = new SendEmailAction(mails);

    @ParameterizedTest
    @CsvSource({"SENT,sent", "RECORDED,recorded"})
    void tellsHowTheMailWentOut(Mails.Result result, String delivery) {
        mails.result = result;

        var outcome = action.act("msg_1", mail("a@example.test", "b@example.test"), 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.next()).isEqualTo(1);
            assertThat(done.result().path("messageId").asString()).isEqualTo("<msg_1@example.test>");
            assertThat(done.result().path("delivery").asString()).isEqualTo(delivery);
        });
        assertThat(mails.sent).singleElement().satisfies(mail -> {
            assertThat(mail.messageId()).isEqualTo("<msg_1@example.test>");
            assertThat(mail.recipients()).containsExactly("a@example.test", "b@example.test");
        });
        action.settle(7, 1, outcome, true);
        assertThat(mails.settled).containsExactly(result.name());
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE,false", "REFUSED,true"})
    void triesAgainWhereTheServerIsAwayAndNotWhereItRefuses(Mails.Result result, boolean permanent) {
        mails.result = result;

        var outcome = action.act("msg_3", mail("a@example.test"), 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.permanent()).isEqualTo(permanent));
        action.settle(7, 1, outcome, permanent);
        assertThat(mails.settled).singleElement().asString().startsWith("the mail server ").endsWith(" " + permanent);
    }

    @Test
    void givesUpOnWhatIsNoAddress() {
        var outcome = action.act("msg_4", mail("a@example.test", "no address"), 1, Duration.ofSeconds(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.permanent()).isTrue());
        assertThat(mails.sent).isEmpty();
    }

    private JsonNode mail(String... recipients) {
        var config = new JsonMapper().createObjectNode().put("subject", "Hi").put("text", "Hello");
        for (var recipient : recipients) {
            config.withArray("/to").add(recipient);
        }
        return Email.toJson(Email.of("msg_1", mails.sender(), config));
    }

    /** A way out of the application, which remembers. */
    private static final class Sent implements Mails {

        private final List<Mail> sent = new ArrayList<>();
        private final List<String> settled = new ArrayList<>();
        private Result result = Result.SENT;

        @Override
        public String sender() {
            return "Tenantry <no-reply@example.test>";
        }

        @Override
        public void keep(long runId, int stepIndex, Mail mail) {
            // with the step, which these tests do not prepare
        }

        @Override
        public Result send(Mail mail) {
            sent.add(mail);
            return result;
        }

        @Override
        public void settle(long runId, int stepIndex, Result became) {
            settled.add(became.name());
        }

        @Override
        public void settle(long runId, int stepIndex, String error, boolean isLast) {
            settled.add(error + " " + isLast);
        }
    }
}
