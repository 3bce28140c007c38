package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.email.EmailTemplates;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.SendMail;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mails;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.mail.NamedAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

/** Has a mail sent, or kept where it can be looked at. One that is sent again carries the same Message-ID. */
@Component
class SendEmailAction implements DelegatedAction {

    private static final String SCHEMA = """
            {
              "description": "a mail to send: its subject and text, or the name of a template that has them. The last example takes a template of that name with a place for customer",
              "examples": [{ "to": ["{{contact.email}}"], "subject": "Welcome", "text": "Dear {{contact.name}}" },
                  { "to": ["{{contact.email}}"], "bcc": ["archive@example.com"], "replyTo": "Sales <sales@example.com>", "subject": "Welcome",
                    "html": "<p>Dear {{contact.name}}</p>" },
                  { "to": ["{{contact.email}}"], "template": "welcome", "values": { "customer": "{{contact.name}}" } }],
              "type": "object",
              "required": ["to"],
              "if": { "required": ["template"] },
              "else": { "required": ["subject"], "if": { "required": ["html"] }, "else": { "required": ["text"] } },
              "dependentRequired": { "values": ["template"] },
              "additionalProperties": false,
              "properties": {
                "to": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 600 },
                    "description": "addresses, or placeholders of such, each by itself or behind a name of at most 200 characters, Käthe <k@example.com>, \
            which stands in quotes where it has angle brackets; all get one mail and see each other's addresses, \
            and whoever is named twice gets it once. Whom the mail server refuses does not keep it from the others: the result's sentTo and \
            refused tell whom it has reached, and whom not with the server's answer; whom it puts off is tried again as the step's retry \
            says, and in the end refused, and the step fails where it reaches nobody" },
                "cc": { "type": "array", "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 600 },
                    "description": "who gets the mail besides, as all see: addresses, or placeholders of such" },
                "bcc": { "type": "array", "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 600 },
                    "description": "who gets the mail besides, as nobody sees: likewise" },
                "replyTo": { "type": "string", "minLength": 1, "maxLength": 600,
                    "description": "where answers go: an address, or a placeholder of one, likewise; absent: to the sender" },
                "subject": { "type": "string", "minLength": 1, "maxLength": 500,
                    "description": "text with placeholders; absent where a template has it" },
                "text": { "type": "string", "minLength": 1, "maxLength": 50000,
                    "description": "text with placeholders; the step fails where it, or the subject, is empty once they are \
            filled in. Beside html it is what is shown by mail programs that show no pages; absent there: made of the page" },
                "html": { "type": "string", "minLength": 1, "maxLength": 100000,
                    "description": "HTML with placeholders, which mail programs show in place of the text: what values say is escaped, and is \
            no markup. Attributes with placeholders stand in quotes" },
                "template": { "type": "string", "minLength": 1, "maxLength": 60,
                    "description": "the name of one of the organization's e-mail templates, in place of subject, text and html; \
            it is read when the run comes to the step, which fails where there is none of the name then" },
                "values": { "type": "object", "maxProperties": 50,
                    "description": "what stands in the places of the template, by their names: a value for each that it has",
                    "additionalProperties": { "type": "string", "maxLength": 5000, "description": "text with placeholders" } },
                "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                    "description": "the id of an integration that sends mails; absent: the organization's oldest connected one, and \
            where it has none the platform's mail server, which takes no permission to use integrations: by the server that it \
            has connected an organization sends all its mails. That is chosen when the run comes to the step, and the mail is from whom the \
            integration's configuration says. A server that does not take the mail now is tried again as the step's retry says; where the \
            integration is not connected, or the server refuses the mail, the step fails: no mail goes another way than it was to go" },
                %s,
                %s
              }
            }"""
            .formatted(ReaderPlace.SCHEMA, WrittenTo.SCHEMA);

    private record Sent(String messageId, String delivery, List<String> sentTo, List<RefusedRecipient> refused) {}

    private static final List<String> RECIPIENTS = List.of(Email.TO, Email.CC, Email.BCC);
    private static final int LONGEST_SHOWN = 100;

    private final Mails mails;
    private final EmailTexts texts;
    private final WrittenTo written;

    SendEmailAction(Mails mails, EmailTemplates templates, UnsubscribeLinks links, WrittenTo written) {
        this.mails = mails;
        this.texts = new EmailTexts(templates, links);
        this.written = written;
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
        UnsubscribeLinks.check(step.config(), faults);
        texts.check(step.config(), faults);
        ReaderPlace.check(step.config(), faults);
        StatedIntegration.check(step.config(), faults, mails::isSender);
        for (var name : RECIPIENTS) {
            var some = step.config().path(name);
            for (var index = 0; index < some.size(); index++) {
                checkAddress(some.path(index), faults.at(name).at(index));
            }
        }
        checkAddress(step.config().path(Email.REPLY_TO), faults.at(Email.REPLY_TO));
    }

    private static void checkAddress(JsonNode stated, Faults faults) {
        if (!stated.isString() || Template.isOpen(stated)) {
            return;
        }
        var address = stated.asString();
        var fault = address.equals(address.strip()) ? NamedAddress.fault(address) : "has spaces at an end";
        if (fault != null) {
            faults.add("invalid-email", fault);
        }
    }

    /** Where none is named there is the platform's mail server. */
    @Override
    public void require(Step step, Prerequisites needed) {
        texts.require(step.config(), needed);
        if (step.config().has(StatedIntegration.NAME)) {
            StatedIntegration.require(step.config(), SendMail.class, needed);
        }
        WrittenTo.require(ContactChannel.EMAIL, step.config(),
                RECIPIENTS.stream().flatMap(name -> step.config().path(name).valueStream()).toList(), needed);
    }

    @Override
    public Class<? extends Operation> asks() {
        return SendMail.class;
    }

    @Override
    public Type resultType(Step step) {
        return Sent.class;
    }

    @Override
    public Set<String> permissions(Step step) {
        return step.config().has(StatedIntegration.NAME) ? Set.of(StatedIntegration.PERMISSION) : Set.of();
    }

    @Override
    public JsonNode prepare(StepRun run) {
        var mail = texts.fill(ReaderPlace.of(run));
        var config = run.step().config();
        for (var name : RECIPIENTS) {
            for (var index = 0; index < mail.path(name).size(); index++) {
                demandAddress(name + "[" + index + "]", config.path(name).path(index), mail.path(name).path(index));
            }
        }
        if (config.has(Email.REPLY_TO)) {
            demandAddress(Email.REPLY_TO, config.path(Email.REPLY_TO), mail.path(Email.REPLY_TO));
        }
        var prepared = Email.of(run.idempotencyKey(), mails.sender(StatedIntegration.of(config)), mail);
        var json = Email.toJson(prepared);
        WrittenTo.put(json, written.refused(ContactChannel.EMAIL, config, prepared.recipients()));
        return json;
    }

    /** @param stated as the step has it, which is an address where nothing is to be filled in */
    private static void demandAddress(String place, JsonNode stated, JsonNode filled) {
        var address = filled.asString("").strip();
        var fault = NamedAddress.fault(address);
        if (fault != null) {
            throw ProblemException.invalid(place, "invalid-email", NamedAddress.hasLongName(address)
                    ? "the name before the address " + fault + ", of " + stated.asString()
                    : (address.isEmpty()
                            ? "nothing is known of "
                            : "'" + Texts.shown(address, LONGEST_SHOWN) + "' is no e-mail address (" + fault + "), of ")
                            + stated.asString());
        }
    }

    @Override
    public @Nullable String objection(Step step, JsonNode prepared) {
        return Email.read(prepared).objection();
    }

    @Override
    public JsonNode shown(JsonNode prepared) {
        return written.shown(ContactChannel.EMAIL, Email.read(prepared).purpose(), prepared);
    }

    @Override
    public void delegate(StepRun run, JsonNode prepared) {
        var retries = run.step().retries();
        mails.send(run.runId(), run.step().index(), Email.read(prepared), WrittenTo.read(prepared),
                new Mails.Trying(retries.maxAttempts(), retries.initialDelay(), run.step().timeout()));
    }

    @Override
    public Delegation look(long runId, Step step, JsonNode prepared) {
        var mail = mails.of(runId, step.index());
        return switch (mail.status()) {
            case SENT, RECORDED, SUPPRESSED -> new Delegation.Done(result(mail, prepared));
            case FAILED -> new Delegation.Failed(mail.failures(), Objects.requireNonNull(mail.error()));
            case PENDING -> new Delegation.UnderWay(mail.failures(), mail.error(), mail.pause());
        };
    }

    private static JsonNode result(Mails.Standing mail, JsonNode prepared) {
        var result = Outcome.object()
                .put("messageId", prepared.path("messageId").asString())
                .put("delivery", mail.status().toString());
        var sentTo = result.putArray("sentTo");
        var refused = result.putArray("refused");
        mail.refused()
                .forEach(one -> refused.addObject().put("recipient", one.recipient()).put("reason", one.reason()));
        if (mail.status() == DeliveryStatus.SENT) {
            var missed = mail.refused().stream().map(RefusedRecipient::recipient).toList();
            Email.read(prepared)
                    .recipients()
                    .stream()
                    .filter(to -> !missed.contains(to))
                    .forEach(sentTo::add);
        }
        return result;
    }
}
