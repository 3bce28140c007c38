package dev.tenantry.identity.federation.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.oidc.Browser;
import dev.tenantry.identity.federation.saml.protocol.Expectation;
import dev.tenantry.identity.federation.saml.protocol.SamlIdp;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Single sign-on as an organization demands it: by its own provider, and for as long as that is in use. */
class SsoPolicyTests extends ApiTest {

    private static final String PROVIDERS = "/auth/v1/admin/sso/providers";
    private static final String POLICY = "/api/v1/organization/sign-in-policy";
    private static final String BASE = "http://localhost:8080/auth/v1/sso/saml";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-1234";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RolePool authPool;

    private final SamlIdp idp = new SamlIdp("https://idp.example.test/" + UUID.randomUUID());
    private final String domain = UUID.randomUUID() + ".example.test";
    private Api admin = api;
    private String provider = "";

    @BeforeEach
    void register() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = people.signIn(person.email()).api();
        provider = admin.post(PROVIDERS, """
                {"type": "saml", "metadata_xml": %s, "domains": ["%s"]}"""
                .formatted(JSON.writeValueAsString(idp.metadata()), domain)).expect(201).id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"method\": \"password\"}", "{\"method\": \"oauth\"}", "{\"method\": \"sso/saml\"}",
        "{\"method\": \"oauth\", \"provider\": \"PROVIDER\"}",
        "{\"method\": \"sso/saml\", \"provider\": \"7a8c1f3e-0000-4000-8000-000000000000\"}"})
    void isMetByNoOtherSignIn(String proof) {
        var token = String.valueOf(Browser.fragment(signIn("")).get("access_token"));
        var owner = api.bearer(token);
        var set = owner.put(POLICY, "{\"ssoRequired\": true}").expect(200);
        assertThat(set.at("/ssoProviderId")).isEqualTo(provider);
        owner.get("/api/v1/contacts").expect(200);
        owner.put(POLICY, "{\"ssoRequired\": true, \"ssoProviderId\": \"%s\"}".formatted(UUID.randomUUID()))
                .expect(422);
        var guest = people.signUp();
        People.join(guest.userId(), Tokens.organization(token), "member");
        authPool.jdbc()
                .sql("update auth.sessions set amr = ?::jsonb where user_id = ?")
                .params("[" + proof.replace("PROVIDER", provider) + "]", guest.userId())
                .update();

        var there = people.switchTo(guest, Tokens.organization(token));

        assertThat(there.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("sso-required");
    }

    @Test
    void cannotBeDemandedByWhoDidNotSignInSo() {
        var person = people.signUp();

        person.api().put(POLICY, "{\"ssoRequired\": true}").expect(422);
        person.api()
                .put(POLICY, "{\"ssoRequired\": true, \"ssoProviderId\": \"%s\"}".formatted(provider))
                .expect(422);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheProvider(boolean isDeleted) {
        var page = Browser.fragment(signIn(""));
        var owner = api.bearer(String.valueOf(page.get("access_token")));
        var program = api.bearer(owner.post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201).at("/key"));
        owner.put(POLICY, "{\"ssoRequired\": true}").expect(200);
        program.get("/api/v1/contacts").expect(200);
        var code = Browser.query(
                signIn(", \"code_challenge_method\": \"plain\", \"code_challenge\": \"" + VERIFIER + "\"")).get("code");

        if (isDeleted) {
            admin.delete(PROVIDERS + "/" + provider).expect(200);
        } else {
            admin.put(PROVIDERS + "/" + provider, "{\"disabled\": true}").expect(200);
        }

        owner.get("/api/v1/contacts").expect(401);
        assertThat(api.post("/auth/v1/token?grant_type=refresh_token",
                "{\"refresh_token\": \"%s\"}".formatted(page.get("refresh_token"))).status()).isEqualTo(400);
        assertThat(api.post("/auth/v1/token?grant_type=pkce",
                "{\"auth_code\": \"%s\", \"code_verifier\": \"%s\"}".formatted(code, VERIFIER)).status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("sso-required");
        if (!isDeleted) {
            admin.put(PROVIDERS + "/" + provider, "{\"disabled\": false}").expect(200);
            program.get("/api/v1/contacts").expect(200);
        }
    }

    @Test
    void givesNobodyARoleInAnOrganization() {
        var token = String.valueOf(Browser.fragment(signIn("")).get("access_token"));

        var organizations = api.bearer(token).get("/api/v1/organizations").expect(200);

        assertThat(organizations.json().at("/results")).hasSize(1);
        assertThat(organizations.at("/results/0/kind")).isEqualTo("personal");
    }

    private URI signIn(String more) {
        var url = URI.create(api.post("/auth/v1/sso", """
                {"domain": "%s", "skip_http_redirect": true%s}""".formatted(domain, more)).expect(200).at("/url"));
        var query = Browser.query(url);
        var response = idp.response(
                new Expectation(BASE + "/metadata", BASE + "/acs", requestId(query.get("SAMLRequest"))),
                Instant.now(), "ada", "ada@" + domain);
        return URI.create(api.with("Origin", "https://idp.example.test")
                .send("POST", "/auth/v1/sso/saml/acs",
                        BodyPublishers.ofString("SAMLResponse=" + Browser.encode(response) + "&RelayState="
                                + Browser.encode(String.valueOf(query.get("RelayState")))),
                        "application/x-www-form-urlencoded")
                .expect(303)
                .header("Location"));
    }

    private static String requestId(@Nullable String request) {
        try (var xml = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(request))), new Inflater(true))) {
            return Pattern.compile(" ID=\"([^\"]+)\"")
                    .matcher(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
