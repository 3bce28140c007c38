package dev.tenantry.integrations.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Request;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.problem.FieldError;

/** Any API that speaks JSON. */
@Component
class HttpProvider implements Provider {

    private final HttpCalls http;

    HttpProvider(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.CUSTOM, IntegrationType.ANALYTICS, IntegrationType.CRM,
                IntegrationType.MESSAGING, IntegrationType.CALENDAR, IntegrationType.PAYMENT, IntegrationType.AI);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "any API that speaks JSON",
                  "type": "object", "required": ["configuration"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "required": ["url"], "additionalProperties": false,
                      "properties": {
                        "url": { "type": "string", "minLength": 8, "maxLength": 1000, "description": "where the API is; requests go to paths below it, so that it has neither a query nor a fragment" },
                        "testPath": { "type": "string", "maxLength": 500, "description": "below the URL, what a test gets; absent: the URL itself" },
                        "headers": { "type": "object", "maxProperties": 20, "description": "what every request says besides, nothing of it secret",
                            "propertyNames": { "pattern": "^[A-Za-z0-9-]{1,100}$", "description": "a name of at most 100 letters, digits and hyphens" },
                            "additionalProperties": { "type": "string", "maxLength": 1000, "pattern": "^[\\\\x20-\\\\x7E]*$", "description": "printable ASCII" } },
                        "authentication": { "enum": ["none", "bearer", "basic", "api-key"], "description": "how requests prove whose they are; absent: none" },
                        "username": { "type": "string", "maxLength": 200, "description": "of basic authentication" },
                        "apiKeyHeader": { "type": "string", "maxLength": 100, "pattern": "^[A-Za-z0-9-]+$", "description": "the name of a header, which has the key; absent: X-Api-Key" }
                      }
                    },
                    "credentials": {
                      "type": "object", "additionalProperties": false,
                      "properties": { "secret": { "type": "string", "minLength": 1, "maxLength": 5000, "pattern": "^[\\\\x21-\\\\x7E]+$", "description": "printable ASCII without spaces: the token, the password or the key" } }
                    }
                  }
                }""";
    }

    @Override
    public List<FieldError> faults(JsonNode configuration) {
        var names = new LinkedHashMap<String, String>();
        configuration.path("headers").propertyNames().forEach(name -> names.put("configuration.headers." + name, name));
        names.put("configuration.apiKeyHeader", configuration.path("apiKeyHeader").asString(""));
        return names.entrySet()
                .stream()
                .filter(header -> !EgressRequest.isFree(header.getValue()))
                .map(header -> new FieldError(header.getKey(), "invalid-header",
                        "every request has a header of this name by itself"))
                .toList();
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(Request.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return configuration.path("url").asString("");
    }

    @Override
    public Set<String> deciding() {
        return Set.of("url", "headers", "authentication", "username", "apiKeyHeader");
    }

    @Override
    public Set<String> incidental() {
        return Set.of("testPath");
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        return operation instanceof Request request
                ? send(connection, request)
                : http.probe(connection, connection.text("url"), new Request("GET", connection.text("testPath"), null),
                        headers(connection));
    }

    private Answer send(Connection connection, Request request) {
        return http.request(connection, connection.text("url"), request, headers(connection));
    }

    private static Map<String, String> headers(Connection connection) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        connection.configuration()
                .path("headers")
                .forEachEntry((name, value) -> headers.put(name, value.asString()));
        var secret = connection.secret("secret");
        switch (connection.text("authentication")) {
            case "bearer" -> headers.put("Authorization", "Bearer " + secret);
            case "basic" -> headers.put("Authorization", HttpCalls.basic(connection.text("username"), secret));
            case "api-key" -> headers.put(connection.text("apiKeyHeader", "X-Api-Key"), secret);
            default -> headers.remove("Authorization");
        }
        return headers;
    }
}
