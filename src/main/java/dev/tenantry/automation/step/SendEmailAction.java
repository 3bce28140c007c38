package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.TextUse;

/** Sends a mail, or keeps it where it can be looked at. One that is sent again carries the same Message-ID. */
@Component
class SendEmailAction implements ExternalAction {

    private static final String SCHEMA = """
            {
              "description": "a mail to send",
              "examples": [{ "to": ["{{contact.email}}"], "subject": "Welcome", "text": "Dear {{contact.name}}" }],
              "type": "object",
              "required": ["to", "subject", "text"],
              "additionalProperties": false,
              "properties": {
                "to": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 320 },
                    "description": "addresses, or placeholders of such; all get one mail and see each other's addresses, \
            and whoever is named twice gets it once" },
                "subject": { "type": "string", "minLength": 1, "maxLength": 500, "description": "text with placeholders" },
                "text": { "type": "string", "minLength": 1, "maxLength": 50000,
                    "description": "text with placeholders; the step fails where it, or the subject, is empty once they are \
            filled in" }
              }
            }""";

    private final Mails mails;

    SendEmailAction(Mails mails) {
        this.mails = mails;
    }

    @Override
    public String type() {
        return "send_email";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.templates(step.config());
        var to = step.config().path("to");
        for (var index = 0; index < to.size(); index++) {
            var recipient = to.path(index).asString();
            if (!recipient.contains("{{") && !EmailAddress.isValid(recipient)) {
                faults.at("to").at(index).add("invalid-email", "this is no e-mail address");
            }
        }
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    /** An address is no text that people read. */
    @Override
    public JsonNode prepare(StepRun run) {
        var filled = Template.fill(run.step().config(), run.scope(), run.wording(),
                name -> name.equals("to") ? TextUse.COMPARED : TextUse.READ);
        var mail = Email.of(run.idempotencyKey(), mails.sender(), filled);
        mails.keep(run.runId(), run.step().index(), mail);
        return Email.toJson(mail);
    }

    /** The time that it may take is set with the mail server: {@code spring.mail.properties.mail.smtp.timeout}. */
    @Override
    public Outcome act(String idempotencyKey, JsonNode prepared, int next, Duration timeout) {
        var mail = Email.read(prepared);
        var objection = Email.objection(mail);
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        return switch (mails.send(mail)) {
            case SENT -> done(mail.messageId(), "sent", next);
            case RECORDED -> done(mail.messageId(), "recorded", next);
            case REFUSED -> Outcome.failedForGood("the mail server refuses a recipient");
            case UNAVAILABLE -> Outcome.failed("the mail server does not take the mail now");
        };
    }

    @Override
    public void settle(long runId, int stepIndex, Outcome outcome, boolean last) {
        switch (outcome) {
            case Outcome.Done done -> mails.settle(runId, stepIndex,
                    done.result().path("delivery").asString().equals("sent")
                            ? Mails.Result.SENT
                            : Mails.Result.RECORDED);
            case Outcome.Failed failed -> mails.settle(runId, stepIndex, failed.error(), last);
            case Outcome.Paused _ -> throw new IllegalStateException("a mail does not pause");
        }
    }

    private static Outcome done(String messageId, String delivery, int next) {
        return new Outcome.Done(Outcome.object().put("messageId", messageId).put("delivery", delivery), next);
    }
}
