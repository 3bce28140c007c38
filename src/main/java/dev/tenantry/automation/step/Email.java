package dev.tenantry.automation.step;

import java.util.LinkedHashMap;
import java.util.List;

import tools.jackson.databind.JsonNode;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.text.Texts;

/** A step's mail, its texts filled in, as it is kept with the step. */
final class Email {

    private static final int LONGEST_SUBJECT = 998;

    private Email() {}

    /** Whoever is named twice, in whatever spelling, gets it once. @param config the step's config, filled in */
    static Mail of(String idempotencyKey, Mails.Sender sender, JsonNode config) {
        var recipients = new LinkedHashMap<String, String>();
        for (var to : config.path("to")) {
            var recipient = to.asString("").strip();
            recipients.putIfAbsent(EmailAddress.canonical(recipient), recipient);
        }
        return new Mail(IdentifiedMessage.id(idempotencyKey, sender.address()), sender.address(),
                List.copyOf(recipients.values()), oneLine(config.path("subject").asString("")),
                config.path("text").asString(""), sender.integration());
    }

    static Mail read(JsonNode json) {
        return new Mail(json.path("messageId").asString(), json.path("sender").asString(),
                json.path("to").valueStream().map(JsonNode::asString).toList(), json.path("subject").asString(),
                json.path("text").asString(), StatedIntegration.of(json));
    }

    static JsonNode toJson(Mail mail) {
        var json = Outcome.object().put("messageId", mail.messageId()).put("sender", mail.sender());
        mail.recipients().forEach(json.putArray("to")::add);
        if (mail.integration() != null) {
            json.put(StatedIntegration.NAME, mail.integration().toString());
        }
        return json.put("subject", mail.subject()).put("text", mail.text());
    }

    /** A value that was filled in must not begin another header. */
    private static String oneLine(String text) {
        return Texts.shown(TextTarget.HEADER.escape(text).strip(), LONGEST_SUBJECT);
    }
}
