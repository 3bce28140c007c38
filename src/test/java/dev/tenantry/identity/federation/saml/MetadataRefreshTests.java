package dev.tenantry.identity.federation.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.identity.federation.saml.protocol.SamlIdp;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** Metadata that is published at a URL. */
class MetadataRefreshTests extends ApiTest {

    private static final String PROVIDERS = "/auth/v1/admin/sso/providers";

    @Autowired
    private MetadataRefresh refresh;

    private final String entity = "https://idp.example.test/" + UUID.randomUUID();
    private Api admin = api;
    private HttpServer server = stopped();
    private volatile String published = new SamlIdp(entity).metadata();

    @BeforeEach
    void publish() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = people.signIn(person.email()).api();
        server = stopped();
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isReadWhereItIsPublished() {
        var created = register("/metadata").expect(201);

        assertThat(created.at("/saml/metadata_url")).isEqualTo(url("/metadata"));
        assertThat(created.at("/saml/entity_id")).isEqualTo(entity);
        assertThat(register("/elsewhere").expect(400).at("/error_code")).isEqualTo("saml_metadata_fetch_failed");
    }

    @Test
    void isReadAgain() {
        var id = register("/metadata").expect(201).id();
        var rolledOver = new SamlIdp(entity).metadata();
        published = rolledOver;

        refresh.work();

        assertThat(metadata(id)).isEqualTo(rolledOver);
    }

    @Test
    void staysAsItWasWhereWhatIsPublishedIsNoGood() {
        var id = register("/metadata").expect(201).id();
        var before = published;

        for (var wrong : new String[]{new SamlIdp(entity + "/other").metadata(), "<nothing/>", ""}) {
            published = wrong;
            refresh.work();

            assertThat(metadata(id)).isEqualTo(before);
        }
    }

    private Answer register(String path) {
        return admin.post(PROVIDERS, "{\"type\": \"saml\", \"metadata_url\": \"" + url(path) + "\"}");
    }

    private String metadata(String id) {
        return admin.get(PROVIDERS + "/" + id).expect(200).at("/saml/metadata_xml");
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var isThere = exchange.getRequestURI().getPath().equals("/metadata");
            var body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isThere ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer stopped() {
        try {
            return HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
