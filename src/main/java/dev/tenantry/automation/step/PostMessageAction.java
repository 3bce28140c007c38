package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Post;
import dev.tenantry.shared.record.TextUse;

/** Tells a channel of people something. */
@Component
class PostMessageAction extends IntegrationAction {

    private static final String SCHEMA = """
            {
              "description": "a message to a channel of people, such as one of Slack, posted by one of the organization's integrations",
              "examples": [{ "text": "{{contact.name}} has become a customer" }],
              "type": "object",
              "required": ["text"],
              "additionalProperties": false,
              "properties": {
                "text": { "type": "string", "minLength": 1, "maxLength": 4000, "description": "text with placeholders, in the markup of channels, whose &, < and > in values stand for themselves; the step fails where it is empty once they are filled in" },
                "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                    "description": "the id of an integration; absent: the oldest connected one that posts messages" }
              }
            }""";
    private static final String TEXT = "text";

    PostMessageAction(Integrations integrations) {
        super(integrations, Post.class);
    }

    @Override
    public String type() {
        return "post_message";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    Operation operation(JsonNode prepared) {
        return new Post(prepared.path(TEXT).asString(""));
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of());
    }

    @Override
    JsonNode result(Answer answer) {
        return answer.result();
    }

    @Override
    Set<String> said() {
        return Set.of(TEXT);
    }

    @Override
    TextUse use(String property) {
        return property.equals(TEXT) ? TextUse.POSTED : TextUse.COMPARED;
    }
}
