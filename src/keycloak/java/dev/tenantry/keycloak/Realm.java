package dev.tenantry.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Keycloak with a realm of one person and two clients: one that speaks OpenID Connect, one that speaks SAML. */
record Realm(String base) {

    static final String PERSON = "ada";
    static final String EMAIL = "ada@keycloak.test";
    static final String PASSWORD = "correct horse battery staple";
    static final String CLIENT = "tenantry";
    static final String SECRET = "a secret of the realm and its client";
    private static final String NAME = "tenantry";
    private static final JsonMapper JSON = new JsonMapper();

    /** @param auth the application's {@code /auth/v1} */
    static Service start(Path home, Path folder, int port, String auth) throws IOException {
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("realm.json"), JSON.writeValueAsString(description(auth)));
        return new Service("keycloak", folder,
                List.of("bash", home.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm",
                        "--http-port=" + port, "--http-host=127.0.0.1", "--hostname=http://localhost:" + port),
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD,
                        "JAVA_OPTS_KC_HEAP", "-Xmx768m"));
    }

    String issuer() {
        return base + "/realms/" + NAME;
    }

    String metadataUrl() {
        return issuer() + "/protocol/saml/descriptor";
    }

    /** The realm signs with a new key from now on. */
    void rollOver() throws IOException, InterruptedException {
        var key = Map.of("name", "rolled-over", "providerId", "rsa-generated", "providerType",
                "org.keycloak.keys.KeyProvider", "config",
                Map.of("priority", List.of("1000"), "enabled", List.of("true"), "active", List.of("true"), "algorithm",
                        List.of("RS256"), "keySize", List.of("2048")));
        send(HttpRequest.newBuilder(URI.create(base + "/admin/realms/" + NAME + "/components"))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(key))), 201);
    }

    private String adminToken() throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
        var answer = send(HttpRequest
                .newBuilder(URI.create(base + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)), 200);
        return JSON.readTree(answer).path("access_token").asString();
    }

    private static String send(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != status) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }

    private static Map<String, Object> description(String auth) {
        return Map.of("realm", NAME, "enabled", true, "sslRequired", "none", "users",
                List.of(Map.of("username", PERSON, "email", EMAIL, "emailVerified", true, "enabled", true,
                        "firstName", "Ada", "lastName", "Lovelace", "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)))),
                "clients", List.of(openId(auth), saml(auth)));
    }

    private static Map<String, Object> openId(String auth) {
        return Map.of("clientId", CLIENT, "secret", SECRET, "enabled", true, "protocol", "openid-connect",
                "publicClient", false, "standardFlowEnabled", true, "redirectUris", List.of(auth + "/callback"),
                "attributes", Map.of("pkce.code.challenge.method", "S256"));
    }

    private static Map<String, Object> saml(String auth) {
        var consumer = auth + "/sso/saml/acs";
        return Map.of("clientId", auth + "/sso/saml/metadata", "enabled", true, "protocol", "saml", "redirectUris",
                List.of(consumer), "frontchannelLogout", true, "attributes",
                Map.of("saml.assertion.signature", "true", "saml.server.signature", "true", "saml.client.signature",
                        "false", "saml.signature.algorithm", "RSA_SHA256", "saml.force.post.binding", "true",
                        "saml.authnstatement", "true", "saml_name_id_format", "persistent",
                        "saml_assertion_consumer_url_post", consumer),
                "protocolMappers",
                List.of(Map.of("name", "email", "protocol", "saml", "protocolMapper", "saml-user-property-mapper",
                        "config", Map.of("user.attribute", "email", "attribute.name", "email",
                                "attribute.nameformat", "Basic"))));
    }
}
