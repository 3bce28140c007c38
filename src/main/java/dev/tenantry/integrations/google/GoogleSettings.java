package dev.tenantry.integrations.google;

import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.shared.crypto.Secret;

/**
 * What an integration by Google is told of itself.
 *
 * @param clientId     of the organization's OAuth client
 * @param redirectUris where Google may send browsers
 * @param destination  where secrets and tokens go
 */
record GoogleSettings(
        String clientId,
        Secret clientSecret,
        JsonNode redirectUris,
        String authorizationUrl,
        String tokenUrl,
        String revocationUrl,
        String destination) {

    static final String NAME = "google";
    static final String SCOPE = "https://www.googleapis.com/auth/calendar";
    static final String SCHEMA = """
            {
              "description": "calendars by Google, each member's by an account of their own",
              "type": "object", "required": ["configuration", "credentials"], "additionalProperties": false,
              "properties": {
                "configuration": {
                  "type": "object", "required": ["clientId", "redirectUris"], "additionalProperties": false,
                  "properties": {
                    "clientId": { "type": "string", "minLength": 1, "maxLength": 500, "pattern": "^[\\\\x21-\\\\x7E]+$", "description": "the OAuth client's id" },
                    "redirectUris": {
                      "type": "array", "minItems": 1, "maxItems": 10, "description": "where Google may send members' browsers, as the OAuth client lists them",
                      "items": { "type": "string", "minLength": 8, "maxLength": 500, "pattern": "^https?://[\\\\x21-\\\\x7E]+$", "description": "an address that begins with http:// or https://, of printable ASCII without spaces" }
                    },
                    "baseUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where the API is; absent: https://www.googleapis.com/calendar/v3" },
                    "authorizationUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where members consent; absent: Google's" },
                    "tokenUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where tokens are had; absent: Google's" },
                    "revocationUrl": { "type": "string", "minLength": 8, "maxLength": 500, "description": "where consents are ended; absent: Google's" }
                  }
                },
                "credentials": {
                  "type": "object", "required": ["clientSecret"], "additionalProperties": false,
                  "properties": { "clientSecret": { "type": "string", "minLength": 1, "maxLength": 500, "pattern": "^[\\\\x21-\\\\x7E]+$", "description": "the OAuth client's secret" } }
                }
              }
            }""";

    private static final String API = "https://www.googleapis.com/calendar/v3";
    private static final String AUTHORIZATION = "https://accounts.google.com/o/oauth2/v2/auth";
    private static final String TOKEN = "https://oauth2.googleapis.com/token";
    private static final String REVOCATION = "https://oauth2.googleapis.com/revoke";

    static GoogleSettings of(Connection connection) {
        var configuration = connection.configuration();
        return new GoogleSettings(connection.text("clientId"), new Secret(connection.secret("clientSecret")),
                configuration.path("redirectUris"),
                connection.text("authorizationUrl", AUTHORIZATION), tokenUrl(configuration),
                connection.text("revocationUrl", REVOCATION), destination(configuration));
    }

    static String baseUrl(JsonNode configuration) {
        return configuration.path("baseUrl").asString(API);
    }

    static String tokenUrl(JsonNode configuration) {
        return configuration.path("tokenUrl").asString(TOKEN);
    }

    /** Where secrets and tokens go. */
    static String destination(JsonNode configuration) {
        return String.join(" ", baseUrl(configuration), tokenUrl(configuration),
                configuration.path("revocationUrl").asString(REVOCATION));
    }

    boolean allows(String redirectUri) {
        return redirectUris.valueStream().anyMatch(uri -> uri.asString().equals(redirectUri));
    }
}
