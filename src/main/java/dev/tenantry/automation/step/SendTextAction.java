package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Channel;
import dev.tenantry.integrations.Operation.SendText;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.text.VisibleText;

/** Sends a text message to a telephone, by one of its ways. */
abstract class SendTextAction extends IntegrationAction {

    /** @param id what its provider calls the message; absent where it was sent to nobody @param refused likewise, whom not */
    private record Sent(@Nullable String id, String status, @Nullable List<RefusedRecipient> refused) {}

    private static final String TO = "to";
    private static final String TEXT = "text";
    private static final int LONGEST = 1600;
    private static final int LONGEST_SHOWN = 100;
    private static final String NO_NUMBER = "no telephone number with its country's code, such as +4915112345678";

    private final String type;
    private final Channel channel;
    private final String description;
    private final WrittenTo written;
    private final HomeNumbers numbers;

    SendTextAction(String type, Channel channel, String description, Integrations integrations, WrittenTo written,
            HomeNumbers numbers) {
        super(integrations, SendText.class);
        this.type = type;
        this.channel = channel;
        this.description = description;
        this.written = written;
        this.numbers = numbers;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final String schema() {
        return """
                {
                  "description": "%s",
                  "examples": [{ "to": "{{contact.phone}}", "text": "Dear {{contact.name}}, see you tomorrow" }],
                  "type": "object",
                  "required": ["to", "text"],
                  "additionalProperties": false,
                  "properties": {
                    "to": { "type": "string", "minLength": 1, "maxLength": 100, "description": "a telephone number with its country's code, such as +49 (151) 12345678, or a placeholder of one: digits of any script, with what people put between them. What a placeholder stands for may be without a country code where it is of the organization's region, which its settings say. The step fails where it is none, or leaves the country open, once it is filled in" },
                    "text": { "type": "string", "minLength": 1, "maxLength": 1600, "description": "text with placeholders; the step fails where it is empty, or longer than 1600 characters, once they are filled in" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest connected one that sends such messages" },
                    %s
                  }
                }"""
                .formatted(description, WrittenTo.SCHEMA);
    }

    @Override
    final void checkStated(JsonNode config, Faults faults) {
        var to = config.path(TO);
        if (!Template.isOpen(to) && TelephoneNumber.parse(to.asString()) == null) {
            faults.at(TO).add("invalid-phone", "this is " + NO_NUMBER);
        }
    }

    @Override
    final JsonNode demand(JsonNode stated, JsonNode filled) {
        var written = filled.path(TO).asString("");
        var number = numbers.called(written);
        if (number == null) {
            throw ProblemException.invalid(TO, "invalid-phone",
                    (VisibleText.isBlank(written)
                            ? "nothing is known of "
                            : "'" + Texts.shown(written, LONGEST_SHOWN) + "' is " + NO_NUMBER + ", of ")
                            + stated.path(TO).asString());
        }
        var text = filled.path(TEXT).asString("");
        if (Texts.length(text) > LONGEST) {
            throw ProblemException.invalid(TEXT, "too-long",
                    "the text has " + Texts.length(text) + " characters, and may have " + LONGEST);
        }
        var prepared = ((ObjectNode) filled).put(TO, number);
        WrittenTo.put(prepared, refused(prepared));
        return prepared;
    }

    private List<RefusedRecipient> refused(JsonNode prepared) {
        return written.refused(contacts(), prepared, List.of(prepared.path(TO).asString()));
    }

    private ContactChannel contacts() {
        return switch (channel) {
            case SMS -> ContactChannel.SMS;
            case WHATSAPP -> ContactChannel.WHATSAPP;
        };
    }

    /** Whoever is refused by now is not written to, nor is whoever was when the run came to the step. */
    @Override
    final @Nullable JsonNode instead(JsonNode prepared) {
        var refused = prepared.has(WrittenTo.REFUSED) ? WrittenTo.read(prepared) : refused(prepared);
        if (refused.isEmpty()) {
            return null;
        }
        var result = Outcome.object().put("status", DeliveryStatus.SUPPRESSED.toString());
        WrittenTo.put(result, refused);
        return result;
    }

    @Override
    final void requireStated(JsonNode config, Prerequisites needed) {
        WrittenTo.require(contacts(), config, List.of(config.path(TO)), needed.at(TO));
    }

    @Override
    public final JsonNode shown(JsonNode prepared) {
        return written.shown(contacts(), WrittenTo.purpose(prepared), prepared);
    }

    @Override
    final Operation operation(JsonNode prepared) {
        return new SendText(channel, prepared.path(TO).asString(), prepared.path(TEXT).asString());
    }

    @Override
    public final Type resultType(Step step) {
        return Sent.class;
    }

    @Override
    final JsonNode result(Answer answer) {
        return answer.result();
    }

    @Override
    final Set<String> said() {
        return Set.of(TEXT);
    }

    @Override
    final TextUse use(String property) {
        return property.equals(TEXT) ? TextUse.READ : TextUse.COMPARED;
    }
}
