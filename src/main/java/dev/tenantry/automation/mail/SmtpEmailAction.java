package dev.tenantry.automation.mail;

import java.time.Duration;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.ExternalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.IdentifiedMessage;

/** Sends mail by SMTP. A mail that is sent again carries the same Message-ID. */
class SmtpEmailAction implements ExternalAction {

    private final JavaMailSender sender;
    private final Outbox outbox;
    private final MailSettings settings;

    SmtpEmailAction(JavaMailSender sender, Outbox outbox, MailSettings settings) {
        this.sender = sender;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public String type() {
        return MailRule.TYPE;
    }

    @Override
    public String schema() {
        return MailRule.SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        MailRule.check(step, faults);
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var mail = Mail.of(run.idempotencyKey(), settings.from(), MailRule.filled(run));
        outbox.add(run.runId(), run.step().index(), mail, "pending");
        return mail.toJson();
    }

    /** The time that it may take is set with the mail server: {@code spring.mail.properties.mail.smtp.timeout}. */
    @Override
    public Outcome act(String idempotencyKey, JsonNode prepared, int next, Duration timeout) {
        var mail = Mail.read(prepared);
        var objection = mail.objection();
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        try {
            sender.send(message(mail));
            return new Outcome.Done(Outcome.object().put("messageId", mail.messageId()).put("delivery", "sent"), next);
        } catch (MailException | MessagingException failure) {
            return IdentifiedMessage.isRefused(failure)
                    ? Outcome.failedForGood("the mail server refuses a recipient")
                    : Outcome.failed("the mail server does not take the mail now");
        }
    }

    @Override
    public void settle(long runId, int stepIndex, Outcome outcome, boolean last) {
        switch (outcome) {
            case Outcome.Done _ -> outbox.settle(runId, stepIndex, "sent", null);
            case Outcome.Failed failed -> outbox.settle(runId, stepIndex, last ? "failed" : "pending", failed.error());
            case Outcome.Paused _ -> throw new IllegalStateException("a mail does not pause");
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new IdentifiedMessage(mail.messageId());
        var helper = new MimeMessageHelper(message, "UTF-8");
        helper.setFrom(mail.sender());
        helper.setTo(mail.recipients().stream().map(EmailAddress::deliverable).toArray(String[]::new));
        helper.setSubject(mail.subject());
        helper.setText(mail.text());
        return message;
    }
}
