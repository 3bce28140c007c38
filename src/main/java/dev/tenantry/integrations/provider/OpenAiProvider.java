package dev.tenantry.integrations.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Complete;
import dev.tenantry.shared.http.EgressRequest.Body;

/** Language models by the chat completions of OpenAI's API, which others speak as well. */
@Component
class OpenAiProvider implements Provider {

    private static final String DEFAULT_URL = "https://api.openai.com/v1";
    private static final String MODELS = "/models";
    private static final String TEXT = "text";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpCalls http;

    OpenAiProvider(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.AI);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "language models by OpenAI's API, or by a service that speaks its chat completions",
                  "type": "object", "required": ["configuration", "credentials"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "required": ["model"], "additionalProperties": false,
                      "properties": {
                        "model": { "type": "string", "minLength": 1, "maxLength": 200, "description": "the model that answers" },
                        "baseUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where the API is; absent: https://api.openai.com/v1" }
                      }
                    },
                    "credentials": {
                      "type": "object", "required": ["apiKey"], "additionalProperties": false,
                      "properties": { "apiKey": { "type": "string", "minLength": 1, "maxLength": 500, "pattern": "^[\\\\x21-\\\\x7E]+$", "description": "the key, printable ASCII without spaces" } }
                    }
                  }
                }""";
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(Complete.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return configuration.path("baseUrl").asString(DEFAULT_URL);
    }

    @Override
    public Set<String> deciding() {
        return Set.of("baseUrl");
    }

    @Override
    public Set<String> incidental() {
        return Set.of("model");
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        return operation instanceof Complete complete
                ? complete(connection, complete)
                : models(connection);
    }

    /** Whatever else is at the address may answer as well. */
    private Answer models(Connection connection) {
        var answer = http.get(connection, url(connection, MODELS), headers(connection));
        return answer.isSuccess() && !answer.result().path("data").isArray()
                ? answer.failing("the server's answer is no list of models, as services with chat completions have at "
                        + MODELS)
                : answer;
    }

    private Answer complete(Connection connection, Complete question) {
        var request = Results.none().put("model", connection.text("model")).put("max_tokens", question.maxTokens());
        var messages = request.putArray("messages");
        if (question.instructions() != null) {
            messages.addObject().put("role", "system").put("content", question.instructions());
        }
        messages.addObject().put("role", "user").put("content", question.prompt());
        var answer = http.send(connection, "POST", url(connection, "/chat/completions"), headers(connection),
                Body.json(request.toString()), connection.atMost(PATIENCE), OpenAiProvider::result);
        if (answer.isSuccess() && !answer.result().has(TEXT)) {
            return answer.failing("the server's answer has no chat completion");
        }
        return answer.withTokens(answer.result().path("tokensIn").asInt(0), answer.result().path("tokensOut").asInt(0));
    }

    /** One that ends before it says anything, as where maxTokens are used up, has no text; what is none has none of this. */
    private static JsonNode result(JsonNode told) {
        return !told.at("/choices/0/message").isObject()
                ? Results.none()
                : Results.none()
                        .put(TEXT, told.at("/choices/0/message/content").asString(""))
                        .put("model", told.path("model").asString(""))
                        .put("finishReason", told.at("/choices/0/finish_reason").asString(""))
                        .put("tokensIn", tokens(told.at("/usage/prompt_tokens")))
                        .put("tokensOut", tokens(told.at("/usage/completion_tokens")));
    }

    /** As the other side counts them, which may be anything. */
    private static int tokens(JsonNode told) {
        return told.isNumber() ? (int) Math.clamp(told.asDouble(0), 0, Integer.MAX_VALUE) : 0;
    }

    private String url(Connection connection, String path) {
        return HttpCalls.below(destination(connection.configuration()), path);
    }

    private static Map<String, String> headers(Connection connection) {
        return Map.of("Authorization", "Bearer " + connection.secret("apiKey"), "Accept", "application/json");
    }
}
