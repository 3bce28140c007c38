package dev.tenantry.integrations.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;

/** Payments by Stripe: so far, whether the key is good. */
@Component
class StripeProvider implements Provider {

    private static final String DEFAULT_URL = "https://api.stripe.com";

    private final HttpCalls http;

    StripeProvider(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.PAYMENT);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "payments by Stripe",
                  "type": "object", "required": ["credentials"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "additionalProperties": false,
                      "properties": { "baseUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where the API is; absent: https://api.stripe.com" } }
                    },
                    "credentials": {
                      "type": "object", "required": ["secretKey"], "additionalProperties": false,
                      "properties": { "secretKey": { "type": "string", "minLength": 1, "maxLength": 500, "pattern": "^[\\\\x21-\\\\x7E]+$", "description": "the key, printable ASCII without spaces" } }
                    }
                  }
                }""";
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of();
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
    public Answer ask(Connection connection, Operation operation) {
        return http.get(connection, HttpCalls.below(destination(connection.configuration()), "/v1/balance"),
                Map.of("Authorization", "Bearer " + connection.secret("secretKey")));
    }
}
