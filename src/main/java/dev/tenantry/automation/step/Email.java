package dev.tenantry.automation.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.HtmlText;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.NamedAddress;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.text.Texts;

/** A step's mail, its texts filled in, as it is kept with the step. */
final class Email {

    static final String TO = "to";
    static final String CC = "cc";
    static final String BCC = "bcc";
    static final String REPLY_TO = "replyTo";

    static final String UNSUBSCRIBE_URL = "unsubscribeUrl";

    private static final String NAMES = "names";
    private static final String HTML = "html";
    private static final int LONGEST_SUBJECT = 998;

    private Email() {}

    /** Whoever is named twice, in whatever spelling, gets it once. @param config the step's config, filled in */
    static Mail of(String idempotencyKey, Mails.Sender sender, JsonNode config) {
        var seen = new HashSet<String>();
        var names = new HashMap<String, String>();
        var addresses = new MailAddresses(recipients(config.path(TO), seen, names),
                recipients(config.path(CC), seen, names), recipients(config.path(BCC), seen, names), replyTo(config),
                names);
        var html = config.path(HTML).asString(null);
        var text = config.path("text").asString("");
        return new Mail(IdentifiedMessage.id(idempotencyKey, sender.address()), sender.address(), addresses,
                new MailContent(oneLine(config.path("subject").asString("")),
                        html == null || !text.isBlank() ? text : HtmlText.of(html), html,
                        config.path(UNSUBSCRIBE_URL).asString(null)),
                sender.integration());
    }

    private static List<String> recipients(JsonNode stated, Set<String> seen, Map<String, String> names) {
        var recipients = new ArrayList<String>();
        for (var one : stated) {
            var written = one.asString("").strip();
            var recipient = NamedAddress.bare(written);
            if (seen.add(EmailAddress.canonical(recipient))) {
                recipients.add(recipient);
                NamedAddress.find(written)
                        .map(NamedAddress::name)
                        .ifPresent(name -> names.put(recipient, name));
            }
        }
        return recipients;
    }

    private static @Nullable String replyTo(JsonNode config) {
        return config.has(REPLY_TO) ? config.path(REPLY_TO).asString("").strip() : null;
    }

    static Mail read(JsonNode json) {
        return new Mail(json.path("messageId").asString(), json.path("sender").asString(),
                new MailAddresses(texts(json.path(TO)), texts(json.path(CC)), texts(json.path(BCC)), replyTo(json),
                        names(json.path(NAMES))),
                new MailContent(json.path("subject").asString(), json.path("text").asString(),
                        json.path(HTML).asString(null), json.path(UNSUBSCRIBE_URL).asString(null)),
                StatedIntegration.of(json));
    }

    private static Map<String, String> names(JsonNode object) {
        var names = new HashMap<String, String>();
        object.forEachEntry((address, name) -> names.put(address, name.asString()));
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    static ObjectNode toJson(Mail mail) {
        var json = Outcome.object().put("messageId", mail.messageId()).put("sender", mail.sender());
        var addresses = mail.addresses();
        addresses.to().forEach(json.putArray(TO)::add);
        putAny(json, CC, addresses.cc());
        putAny(json, BCC, addresses.bcc());
        if (!addresses.names().isEmpty()) {
            new TreeMap<>(addresses.names()).forEach(json.putObject(NAMES)::put);
        }
        if (addresses.replyTo() != null) {
            json.put(REPLY_TO, addresses.replyTo());
        }
        if (mail.integration() != null) {
            json.put(StatedIntegration.NAME, mail.integration().toString());
        }
        if (mail.content().unsubscribeUrl() != null) {
            json.put(UNSUBSCRIBE_URL, mail.content().unsubscribeUrl());
        }
        json.put("subject", mail.content().subject()).put("text", mail.content().text());
        return mail.content().html() == null ? json : json.put(HTML, mail.content().html());
    }

    private static void putAny(ObjectNode json, String name, List<String> some) {
        if (!some.isEmpty()) {
            some.forEach(json.putArray(name)::add);
        }
    }

    /** A value that was filled in must not begin another header. */
    private static String oneLine(String text) {
        return Texts.shown(TextTarget.HEADER.escape(text).strip(), LONGEST_SUBJECT);
    }
}
