package dev.tenantry.automation.step;

import java.lang.reflect.Type;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Channel;
import dev.tenantry.integrations.Operation.SendText;
import dev.tenantry.shared.record.TextUse;

/** Sends a text message to a telephone, by one of its ways. */
abstract class SendTextAction extends IntegrationAction {

    /** @param id what its provider calls the message */
    private record Sent(String id, String status) {}

    private final String type;
    private final Channel channel;
    private final String description;

    SendTextAction(String type, Channel channel, String description, Integrations integrations) {
        super(integrations, SendText.class);
        this.type = type;
        this.channel = channel;
        this.description = description;
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
                    "to": { "type": "string", "minLength": 1, "maxLength": 100, "description": "a telephone number, such as +4915112345678, or a placeholder of one" },
                    "text": { "type": "string", "minLength": 1, "maxLength": 1600, "description": "text with placeholders; the step fails where it is empty once they are filled in" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest connected one that sends such messages" }
                  }
                }"""
                .formatted(description);
    }

    @Override
    final Operation operation(JsonNode prepared) {
        return new SendText(channel, prepared.path("to").asString("").replaceAll("[\\s()./-]", ""),
                prepared.path("text").asString(""));
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
    final TextUse use(String property) {
        return property.equals("text") ? TextUse.READ : TextUse.COMPARED;
    }
}
