package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Complete;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.text.Texts;

/** Has a language model write a text, which later steps can name. */
@Component
class AiGenerateAction extends IntegrationAction {

    private static final int USUAL_TOKENS = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SHOWN = 100;

    private static final String PROMPT = "prompt";
    private static final String FORMAT = "format";
    private static final String JSON = "json";
    private static final String JSON_ALONE = "Answer with JSON alone: no other words, and no code fence.";

    private record GeneratedJson(
            String text,
            JsonNode json,
            String model,
            String finishReason,
            int tokensIn,
            int tokensOut) {}

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
                  "examples": [{ "prompt": "Write one friendly sentence to welcome {{contact.name}}", "maxTokens": 100 },
                      { "prompt": "How urgent is this from 1 to 5, as urgency? {{trigger.text}}", "format": "json" }],
                  "type": "object",
                  "required": ["prompt"],
                  "additionalProperties": false,
                  "properties": {
                    "prompt": { "type": "string", "minLength": 1, "maxLength": 20000, "description": "what is asked; text with placeholders. The step fails where it is empty once they are filled in" },
                    "instructions": { "type": "string", "minLength": 1, "maxLength": 5000, "description": "how it is to answer; text with placeholders" },
                    "format": { "enum": ["text", "json"], "description": "json: the model is told to answer with JSON, and the result has it as json, by whose names later steps read it; it may stand in a code fence or between other words. Where the answer holds none the step fails, and is tried again as its retry says. Absent: text" },
                    "maxTokens": { "type": "integer", "minimum": 1, "maximum": 4000, "description": "how long the answer may be; absent: 500" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest connected one that has a language model" }
                  }
                }""";
    }

    @Override
    Operation operation(JsonNode prepared) {
        var instructions = prepared.path("instructions").asString("");
        if (isJson(prepared)) {
            instructions = (instructions + "\n" + JSON_ALONE).strip();
        }
        return new Complete(instructions.isBlank() ? null : instructions, prepared.path(PROMPT).asString(""),
                prepared.path("maxTokens").asInt(USUAL_TOKENS));
    }

    @Override
    public Type resultType(Step step) {
        return isJson(step.config()) ? GeneratedJson.class : Generated.class;
    }

    /** jsonb holds every character but U+0000. A refusal may be any JSON; its error tells why. */
    @Override
    JsonNode result(Answer answer) {
        var result = answer.result() instanceof ObjectNode told
                ? told.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        return result.put("text",
                Texts.shown(result.path("text").asString("").replace("\u0000", ""), LONGEST_TEXT));
    }

    @Override
    Outcome outcome(JsonNode prepared, Answer answer, int next) {
        var result = result(answer);
        if (answer.error() != null || !isJson(prepared)) {
            return Outcome.of(answer, result, next);
        }
        var held = HeldJson.of(answer.result().path("text").asString("").replace("\u0000", ""));
        if (held == null) {
            return new Outcome.Failed("the answer holds no JSON"
                    + (result.path("finishReason").asString("").equals("length")
                            ? ": it ends where maxTokens are used up"
                            : ", but begins: " + Texts.shown(result.path("text").asString(""), LONGEST_SHOWN)),
                    false, result, null);
        }
        var fault = ExactJson.isKeepable(held)
                ? DocumentSize.INPUT.fault(held)
                : "this has a number that is too large to be kept";
        return fault == null
                ? new Outcome.Done(((ObjectNode) result).set(JSON, held), next)
                : new Outcome.Failed("the answer's JSON: " + fault, false, result, null);
    }

    private static boolean isJson(JsonNode config) {
        return config.path(FORMAT).asString("").equals(JSON);
    }

    @Override
    Set<String> said() {
        return Set.of(PROMPT);
    }

    @Override
    TextUse use(String property) {
        return property.equals("integration") || property.equals(FORMAT) ? TextUse.COMPARED : TextUse.READ;
    }
}
