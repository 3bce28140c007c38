package dev.tenantry.integrations.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Post;
import dev.tenantry.shared.http.EgressRequest.Body;
import dev.tenantry.shared.template.TextTarget;

/** Messages to a channel by an incoming webhook of Slack's, whose URL is the secret. */
@Component
class SlackProvider implements Provider {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;

    private final HttpCalls http;

    SlackProvider(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.MESSAGING);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "messages to a channel by an incoming webhook of Slack's, or of what speaks like it",
                  "type": "object", "required": ["configuration", "credentials"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "additionalProperties": false,
                      "properties": { "username": { "type": "string", "minLength": 1, "maxLength": 80, "description": "who the messages are from; absent: what the webhook says" } }
                    },
                    "credentials": {
                      "type": "object", "required": ["webhookUrl"], "additionalProperties": false,
                      "properties": { "webhookUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "the webhook's URL, whose path lets anybody write to the channel" } }
                    }
                  }
                }""";
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(Post.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return "";
    }

    @Override
    public Set<String> deciding() {
        return Set.of("username");
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        return switch (operation) {
            case Post post -> post(connection, post.text());
            case Operation.Test test when test.recipient() != null ->
                post(connection, TextTarget.CHANNEL.escape(test.recipient()) + ": a test message");
            default -> test(connection);
        };
    }

    /** A message without a text is refused as such by a webhook that is there. */
    private Answer test(Connection connection) {
        var answer = post(connection, "");
        return answer.status() == BAD_REQUEST && String.valueOf(answer.error()).contains("no_text")
                ? Answer.done(answer.status(), Results.none(), answer.traffic())
                : answer;
    }

    private Answer post(Connection connection, String text) {
        var message = Results.none().put("text", text);
        var username = Connection.orNull(connection.text("username"));
        if (username != null) {
            message.put("username", username);
        }
        return http.send(connection, "POST", connection.secret("webhookUrl"), Map.of(), Body.json(message.toString()),
                connection.atMost(PATIENCE),
                _ -> Results.none());
    }
}
