package dev.tenantry.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.bench.client.ApiClient;

/** A user with a token for an organization. */
record SignedIn(String token, UUID user, UUID organization) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PASSWORD = "correct-horse-battery-staple";

    /** Signs up so many new users, each with an organization of its own. */
    static List<SignedIn> signUp(ApiClient api, int users) {
        var run = Long.toString(System.currentTimeMillis(), 36);
        var all = new ArrayList<SignedIn>();
        for (var i = 0; i < users; i++) {
            all.add(signUp(api, "caller%d-%s@bench.example".formatted(i, run)));
        }
        return all;
    }

    Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static SignedIn signUp(ApiClient api, String email) {
        var session = api.post("/auth/v1/signup", Map.of(), Map.of("email", email, "password", PASSWORD));
        return of(session.get("access_token").asString());
    }

    private static SignedIn of(String token) {
        var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        var claims = JSON.readTree(payload);
        return new SignedIn(token, UUID.fromString(claims.get("sub").asString()),
                UUID.fromString(claims.get("org_id").asString()));
    }
}
