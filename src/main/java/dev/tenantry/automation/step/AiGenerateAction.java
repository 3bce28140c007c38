package dev.tenantry.automation.step;

import java.lang.reflect.Type;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Complete;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.text.Texts;

/** Has a language model write a text, which later steps can name. */
@Component
class AiGenerateAction extends IntegrationAction {

    private static final int USUAL_TOKENS = 500;
    private static final int LONGEST_TEXT = 20_000;

    private record Generated(String text, String model, String finishReason, int tokensIn, int tokensOut) {}

    AiGenerateAction(Integrations integrations) {
        super(integrations, Complete.class);
    }

    @Override
    public String type() {
        return "ai_generate";
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "a text that a language model writes, by one of the organization's integrations; the result's text has it",
                  "examples": [{ "prompt": "Write one friendly sentence to welcome {{contact.name}}", "maxTokens": 100 }],
                  "type": "object",
                  "required": ["prompt"],
                  "additionalProperties": false,
                  "properties": {
                    "prompt": { "type": "string", "minLength": 1, "maxLength": 20000, "description": "what is asked; text with placeholders" },
                    "instructions": { "type": "string", "minLength": 1, "maxLength": 5000, "description": "how it is to answer; text with placeholders" },
                    "maxTokens": { "type": "integer", "minimum": 1, "maximum": 4000, "description": "how long the answer may be; absent: 500" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest connected one that has a language model" }
                  }
                }""";
    }

    @Override
    Operation operation(JsonNode prepared) {
        var instructions = prepared.path("instructions").asString("");
        return new Complete(instructions.isBlank() ? null : instructions, prepared.path("prompt").asString(""),
                prepared.path("maxTokens").asInt(USUAL_TOKENS));
    }

    @Override
    public Type resultType(Step step) {
        return Generated.class;
    }

    /** jsonb holds every character but U+0000. */
    @Override
    JsonNode result(Answer answer) {
        var result = (ObjectNode) answer.result().deepCopy();
        return result.put("text",
                Texts.shown(result.path("text").asString("").replace("\u0000", ""), LONGEST_TEXT));
    }

    @Override
    TextUse use(String property) {
        return !property.equals("integration") ? TextUse.READ : TextUse.COMPARED;
    }
}
