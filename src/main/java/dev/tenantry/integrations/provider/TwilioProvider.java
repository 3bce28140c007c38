package dev.tenantry.integrations.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Channel;
import dev.tenantry.integrations.Operation.SendText;
import dev.tenantry.shared.http.EgressRequest.Body;
import dev.tenantry.shared.text.TelephoneNumber;

/** Text messages and WhatsApp by Twilio's API, or by a service that speaks it. */
@Component
class TwilioProvider implements Provider {

    private static final String DEFAULT_URL = "https://api.twilio.com";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WHATSAPP = "whatsapp:";

    private final HttpCalls http;

    TwilioProvider(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.SMS, IntegrationType.WHATSAPP, IntegrationType.MESSAGING);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "text messages and WhatsApp by Twilio, or by a service that speaks its API",
                  "type": "object", "required": ["configuration", "credentials"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "required": ["accountSid", "from"], "additionalProperties": false,
                      "properties": {
                        "accountSid": { "type": "string", "minLength": 1, "maxLength": 100, "description": "the account" },
                        "from": { "type": "string", "minLength": 1, "maxLength": 50, "description": "the number or name that text messages are from" },
                        "whatsAppFrom": { "type": "string", "minLength": 1, "maxLength": 50, "description": "the number that WhatsApp messages are from; absent: from" },
                        "baseUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where the API is; absent: https://api.twilio.com" }
                      }
                    },
                    "credentials": {
                      "type": "object", "required": ["authToken"], "additionalProperties": false,
                      "properties": { "authToken": { "type": "string", "minLength": 1, "maxLength": 500, "description": "the account's token" } }
                    }
                  }
                }""";
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(SendText.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return configuration.path("baseUrl").asString(DEFAULT_URL);
    }

    @Override
    public Set<String> deciding() {
        return Set.of("accountSid", "from", "whatsAppFrom", "baseUrl");
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        return switch (operation) {
            case SendText text -> send(connection, text);
            case Operation.Test test when test.recipient() != null -> test(connection, test.recipient());
            default -> http.get(connection, account(connection) + ".json", headers(connection));
        };
    }

    private Answer test(Connection connection, String recipient) {
        var number = TelephoneNumber.parse(recipient);
        return number == null
                ? Answer.failed("the recipient is no telephone number with its country's code", true)
                : send(connection, new SendText(Channel.SMS, number, "A test message"));
    }

    private Answer send(Connection connection, SendText message) {
        var from = connection.text("from");
        var fields = message.channel() == Channel.SMS
                ? Map.of("To", message.to(), "From", from, "Body", message.text())
                : Map.of("To", WHATSAPP + message.to(), "From", WHATSAPP + connection.text("whatsAppFrom", from),
                        "Body",
                        message.text());
        return http.send(connection, "POST", account(connection) + "/Messages.json", headers(connection),
                Body.form(fields),
                connection.atMost(PATIENCE),
                told -> Results.of("id", told.path("sid")).set("status", told.path("status")));
    }

    private String account(Connection connection) {
        return HttpCalls.below(destination(connection.configuration()),
                "/2010-04-01/Accounts/" + URLEncoder.encode(connection.text("accountSid"), StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(Connection connection) {
        return Map.of("Authorization", HttpCalls.basic(connection.text("accountSid"), connection.secret("authToken")),
                "Accept", "application/json");
    }
}
