package dev.tenantry.keycloak;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs in through a real Keycloak, by OpenID Connect and by SAML, before and after its keys roll over. */
final class KeycloakSignIn {

    private static final String SITE = "http://localhost:1/welcome";
    private static final String ADMIN = "admin@tenantry.test";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String auth;
    private final Realm realm;

    private KeycloakSignIn(String auth, Realm realm) {
        this.auth = auth;
        this.realm = realm;
    }

    /** @param arguments a folder to work in, Keycloak's, a file with the class path, and the application's classes */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var port = Integer.getInteger("keycloak.tenantry-port", Service.freePort());
        var keycloakPort = Integer.getInteger("keycloak.port", Service.freePort());
        var auth = "http://localhost:" + port + "/auth/v1";
        var realm = new Realm("http://localhost:" + keycloakPort);
        var classPath = arguments[3] + File.pathSeparator + Files.readString(Path.of(arguments[2])).strip();
        try (var keycloak = Realm.start(Path.of(arguments[1]), folder, keycloakPort, auth);
                var tenantry = tenantry(folder, classPath, port, realm)) {
            keycloak.await(realm.issuer() + "/.well-known/openid-configuration");
            tenantry.await("http://localhost:" + port + "/actuator/health/liveness");
            say("Keycloak and Tenantry run on Java " + Runtime.version());
            new KeycloakSignIn(auth, realm).run();
        }
        say("done");
    }

    private void run() throws IOException, InterruptedException {
        var openId = signInByOpenId();
        require(openId.at("/email").asString().equals(Realm.EMAIL), "OpenID Connect: the person is signed in");
        var admin = adminToken();
        var provider = register(admin);
        var saml = signInBySaml(provider);
        require(saml.at("/email").asString().equals(Realm.EMAIL), "SAML: the person is signed in");
        require(!id(saml).equals(id(openId)), "SAML: the account is another, whatever the address");
        realm.rollOver();
        say("the realm's keys roll over");
        require(id(signInByOpenId()).equals(id(openId)), "OpenID Connect: the same account, by a token of the new key");
        require(refusedBySaml(provider), "SAML: a signature of the new key is refused while the metadata is the old");
        send("PUT", "/admin/sso/providers/" + provider, admin, Map.of("metadata_url", realm.metadataUrl()), 200);
        require(id(signInBySaml(provider)).equals(id(saml)), "SAML: the same account, once the metadata is read again");
    }

    private JsonNode signInByOpenId() throws IOException, InterruptedException {
        var browser = new Browser(SITE);
        return user(logIn(browser, URI.create(auth + "/authorize?provider=keycloak")));
    }

    private JsonNode signInBySaml(String provider) throws IOException, InterruptedException {
        return user(visitSaml(provider));
    }

    private boolean refusedBySaml(String provider) throws IOException, InterruptedException {
        var page = visitSaml(provider);
        return Objects.toString(page.next()).contains("error_code=validation_failed");
    }

    private Page visitSaml(String provider) throws IOException, InterruptedException {
        var url = send("POST", "/sso", null, Map.of("provider_id", provider, "skip_http_redirect", true), 200);
        var browser = new Browser(SITE);
        var page = logIn(browser, URI.create(url.path("url").asString()));
        return browser.submit(page, page.hiddenFields());
    }

    private static Page logIn(Browser browser, URI address) throws IOException, InterruptedException {
        var page = browser.open(address);
        var fields = new LinkedHashMap<>(page.hiddenFields());
        fields.put("username", Realm.PERSON);
        fields.put("password", Realm.PASSWORD);
        return browser.submit(page, fields);
    }

    private JsonNode user(Page page) throws IOException, InterruptedException {
        var next = page.next();
        var token = next == null ? null : Page.fragment(next).get("access_token");
        if (token == null) {
            throw new IllegalStateException("no session: " + page);
        }
        return send("GET", "/user", token, Map.of(), 200);
    }

    private String adminToken() throws IOException, InterruptedException {
        return send("POST", "/token?grant_type=password", null, Map.of("email", ADMIN, "password", Realm.PASSWORD), 200)
                .path("access_token")
                .asString();
    }

    private String register(String admin) throws IOException, InterruptedException {
        return send("POST", "/admin/sso/providers", admin, Map.of("type", "saml", "metadata_url", realm.metadataUrl(),
                "domains", List.of("keycloak.test")), 201).path("id").asString();
    }

    private JsonNode send(String method, String path, @org.jspecify.annotations.Nullable String token,
            Map<String, Object> body, int status) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(auth + path))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static Service tenantry(Path folder, String classPath, int port, Realm realm) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", String.valueOf(port));
        settings.put("tenantry.embedded.data-dir", folder.resolve("data").toString());
        settings.put("tenantry.embedded.port",
                String.valueOf(Integer.getInteger("keycloak.postgres-port", Service.freePort())));
        settings.put("tenantry.identity.issuer", "http://localhost:" + port + "/auth/v1");
        settings.put("tenantry.identity.site-url", SITE);
        settings.put("tenantry.identity.saml.metadata-hosts", "localhost");
        settings.put("tenantry.identity.providers.keycloak.issuer", realm.issuer());
        settings.put("tenantry.identity.providers.keycloak.client-id", Realm.CLIENT);
        settings.put("tenantry.identity.providers.keycloak.client-secret", Realm.SECRET);
        settings.put("tenantry.super-admin.email", ADMIN);
        settings.put("tenantry.super-admin.password", Realm.PASSWORD);
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "-cp",
                        classPath,
                        "dev.tenantry.Tenantry"));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new Service("tenantry", folder, command, Map.of());
    }

    private static String id(JsonNode user) {
        return user.path("id").asString();
    }

    private static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new IllegalStateException("not so: " + what);
        }
        say("ok " + what);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
