package dev.tenantry.support;

import java.util.Base64;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads access tokens as any bearer could, without verifying them. */
public final class Tokens {

    private static final JsonMapper JSON = new JsonMapper();

    private Tokens() {}

    public static JsonNode header(String token) {
        return part(token, 0);
    }

    public static JsonNode claims(String token) {
        return part(token, 1);
    }

    public static UUID organization(String token) {
        return UUID.fromString(claims(token).at("/org_id").asString());
    }

    private static JsonNode part(String token, int index) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }
}
