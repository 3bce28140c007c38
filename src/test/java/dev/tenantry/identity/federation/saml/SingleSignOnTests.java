package dev.tenantry.identity.federation.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.oidc.Browser;
import dev.tenantry.identity.federation.saml.protocol.Expectation;
import dev.tenantry.identity.federation.saml.protocol.SamlIdp;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** Organizations' own identity providers: registered, asked, believed. */
class SingleSignOnTests extends ApiTest {

    private static final String PROVIDERS = "/auth/v1/admin/sso/providers";
    private static final String BASE = "http://localhost:8080/auth/v1/sso/saml";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-1234";
    private static final SamlIdp IDP = new SamlIdp("https://idp.example.test/" + UUID.randomUUID());
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RolePool authPool;
    @Autowired
    private FlowStates flows;

    private final String domain = UUID.randomUUID() + ".example.test";
    private final String email = "ada@" + domain;
    private Api admin = api;
    private String provider = "";

    /** A request as it reached the provider. */
    private record Asked(String xml, String relayState) {}

    @BeforeEach
    void register() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = people.signIn(person.email()).api();
        var known = admin.get(PROVIDERS)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.at("/saml/entity_id").asString().equals(entityId()))
                .map(item -> item.path("id").asString())
                .findFirst();
        known.ifPresent(id -> admin.delete(PROVIDERS + "/" + id).expect(200));
        provider = create(IDP.metadata(), "\"" + domain + "\"").expect(201).id();
    }

    @Test
    void signsInByTheDomainOfTheAddress() {
        var page = signIn("ada", email);

        var user = user(page);
        assertThat(page.toString()).startsWith(OidcProvider.SITE + "#access_token=");
        assertThat(user.at("/email")).isEqualTo(email);
        assertThat(user.at("/identities/0/provider")).isEqualTo("sso:" + provider);
        assertThat(user.at("/user_metadata/given")).isEqualTo("Ada");
        assertThat(user(signIn("ada", email)).at("/id")).isEqualTo(user.at("/id"));
        assertThat(authPool.jdbc()
                .sql("select is_sso_user from auth.users where id = ?::uuid")
                .param(user.at("/id"))
                .query(Boolean.class)
                .single()).isTrue();
        var claims = new String(Base64.getUrlDecoder()
                .decode(String.valueOf(Browser.fragment(page).get("access_token")).split("\\.")[1]),
                StandardCharsets.UTF_8);
        assertThat(JSON.readTree(claims).at("/amr/0/method").asString()).isEqualTo("sso/saml");
    }

    @Test
    void neverJoinsAnAccountByItsAddress() {
        var person = people.signUp(email);

        assertThat(user(signIn("ada", email)).at("/id")).isNotEqualTo(person.userId().toString());
        people.signIn(email);
    }

    @Test
    void vouchesForNoOtherDomain() {
        assertRefused(signIn("eve", "ada@another.example.test"), "validation_failed");
    }

    @Test
    void asksTheProviderForWhatItIsTold() {
        var asked = ask("");

        assertThat(asked.xml).contains("AssertionConsumerServiceURL=\"" + BASE + "/acs\"",
                "<saml:Issuer>" + BASE + "/metadata</saml:Issuer>",
                "Destination=\"https://idp.example.test/sign-on\"", "nameid-format:persistent");
        var metadata = api.get("/auth/v1/sso/saml/metadata").expect(200);
        assertThat(metadata.header("Content-Type")).startsWith("application/xml");
        assertThat(metadata.text()).contains("entityID=\"" + BASE + "/metadata\"", "Location=\"" + BASE + "/acs\"");
    }

    @Test
    void believesEachAnswerOnce() {
        var asked = ask("");
        var response = response(asked, "ada", email);

        var pages = Parallel.times(50, () -> answer(response, asked.relayState));

        assertThat(pages.stream().filter(page -> Browser.fragment(page).containsKey("access_token"))).hasSize(1);
        assertThat(pages.stream()
                .filter(page -> "saml_relay_state_not_found".equals(Browser.query(page).get("error_code"))))
                .hasSize(49);
    }

    @Test
    void believesNoAnswerToAnotherRequest() {
        var first = ask("");
        var second = ask("");
        var response = response(first, "ada", email);

        assertRefused(answer(response, second.relayState), "validation_failed");
        assertRefused(answer(response, UUID.randomUUID().toString()), "saml_relay_state_not_found");
        assertRefused(answer(response, ""), "validation_failed");
        assertRefused(answer(response, "https://app.example.test/welcome"), "validation_failed");
        assertRefused(answer("", first.relayState), "validation_failed");
        assertThat(Browser.fragment(answer(response, first.relayState))).containsKey("access_token");
    }

    @Test
    void believesNoAnswerThatComesTooLate() {
        var asked = ask("");
        authPool.jdbc()
                .sql("update auth.saml_relay_states set created_at = now() - interval '11 minutes' where id = ?::uuid")
                .param(asked.relayState)
                .update();

        assertRefused(answer(response(asked, "ada", email), asked.relayState), "saml_relay_state_expired");
    }

    @Test
    void believesNobodyButTheProviderThatWasAsked() {
        var asked = ask("");
        var impostor = new SamlIdp(entityId());

        var page = answer(impostor.response(expected(asked), Instant.now(), "ada", email), asked.relayState);

        assertRefused(page, "validation_failed");
    }

    @Test
    void keepsUpWithNewKeysOfTheMetadata() {
        var before = user(signIn("ada", email)).at("/id");
        var next = new SamlIdp(entityId());
        var asked = ask("");
        var response = next.response(expected(asked), Instant.now(), "ada", email);
        assertRefused(answer(response, asked.relayState), "validation_failed");

        admin.put(PROVIDERS + "/" + provider,
                JSON.writeValueAsString(Map.of("metadata_xml", next.metadata())))
                .expect(200);

        assertThat(user(answer(response, asked.relayState)).at("/id")).isEqualTo(before);
        var old = ask("");
        assertRefused(answer(response(old, "ada", email), old.relayState), "validation_failed");
    }

    @Test
    void endsInACodeForWhoHoldsTheVerifier() {
        var asked = ask(", \"code_challenge_method\": \"plain\", \"code_challenge\": \"" + VERIFIER + "\"");

        var page = answer(response(asked, "ada", email), asked.relayState);

        var code = String.valueOf(Browser.query(page).get("code"));
        var redeemed = authPool.inTransaction(() -> flows.redeem(code, VERIFIER));
        assertThat(redeemed.method().claim()).isEqualTo("sso/saml");
    }

    @Test
    void sendsPeopleOnlyWhereItIsAllowed() {
        var allowed = ask(", \"redirect_to\": \"" + OidcProvider.ALLOWED + "\"");
        var other = ask(", \"redirect_to\": \"https://evil.test/\"");

        assertThat(answer(response(allowed, "ada", email), allowed.relayState).toString())
                .startsWith(OidcProvider.ALLOWED + "#");
        assertThat(answer(response(other, "ada", email), other.relayState).toString())
                .startsWith(OidcProvider.SITE + "#");
    }

    @Test
    void goesToTheProviderUnlessThePageAsksForTheUrl() {
        var answer = api.post("/auth/v1/sso", """
                {"provider_id": "%s"}""".formatted(provider)).expect(303);

        assertThat(answer.header("Location")).startsWith("https://idp.example.test/sign-on?SAMLRequest=");
    }

    @Test
    void saysWhichRequestsNameNoProvider() {
        var none = api.post("/auth/v1/sso", "{}").expect(400);
        var both = api.post("/auth/v1/sso", """
                {"provider_id": "%s", "domain": "%s"}""".formatted(provider, domain)).expect(400);
        var unknown = api.post("/auth/v1/sso", "{\"domain\": \"nobody.example.test\"}").expect(404);

        assertThat(none.at("/error_code")).isEqualTo("validation_failed");
        assertThat(both.at("/error_code")).isEqualTo("validation_failed");
        assertThat(unknown.at("/error_code")).isEqualTo("sso_provider_not_found");
    }

    @Test
    void asksNoProviderThatIsDisabled() {
        var asked = ask("");
        admin.put(PROVIDERS + "/" + provider, "{\"disabled\": true}").expect(200);

        var answer = api.post("/auth/v1/sso", "{\"domain\": \"" + domain + "\"}").expect(404);

        assertThat(answer.at("/error_code")).isEqualTo("sso_provider_disabled");
        assertRefused(answer(response(asked, "ada", email), asked.relayState), "sso_provider_disabled");
    }

    @Test
    void showsAndChangesProviders() {
        var shown = admin.get(PROVIDERS + "/" + provider).expect(200);
        var changed = admin.put(PROVIDERS + "/" + provider, """
                {"domains": ["%s", "two.%s"], "attribute_mapping": {"keys": {}}}""".formatted(domain, domain))
                .expect(200);

        assertThat(shown.at("/saml/entity_id")).isEqualTo(entityId());
        assertThat(shown.at("/domains/0/domain")).isEqualTo(domain);
        assertThat(changed.json().at("/domains").size()).isEqualTo(2);
        assertThat(changed.json().at("/saml/attribute_mapping/keys").isEmpty()).isTrue();
        assertThat(admin.delete(PROVIDERS + "/" + provider).expect(200).id()).isEqualTo(provider);
        admin.get(PROVIDERS + "/" + provider).expect(404);
        admin.delete(PROVIDERS + "/" + provider).expect(404);
    }

    @Test
    void refusesMetadataThatNoSignInCanBeMadeWith() {
        var other = new SamlIdp("https://idp.example.test/" + UUID.randomUUID());
        var good = other.metadata();
        for (var xml : new String[]{"", "hello", "<a/>", good.replace("HTTP-Redirect", "SOAP"),
            good.replace("https://idp.example.test/sign-on", "javascript:alert(1)"),
            good.replaceAll("(?s)<ds:X509Certificate>.*</ds:X509Certificate>", ""),
            good.replaceAll("(?s)<ds:X509Certificate>.*</ds:X509Certificate>",
                    "<ds:X509Certificate>AAAA</ds:X509Certificate>"),
            good.replace("entityID=", "validUntil=\"2020-01-01T00:00:00Z\" entityID="),
            good.replace("IDPSSODescriptor", "SPSSODescriptor"),
            "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + good}) {
            assertThat(create(xml, "").expect(400).at("/error_code")).isEqualTo("validation_failed");
        }
        assertThat(create(IDP.metadata(), "").expect(422).at("/error_code")).isEqualTo("saml_idp_already_exists");
        assertThat(create(good, "\"" + domain + "\"").expect(400).at("/error_code"))
                .isEqualTo("sso_domain_already_exists");
        assertThat(create(good, "\"not a domain\"").expect(400).at("/error_code")).isEqualTo("validation_failed");
        assertThat(admin.put(PROVIDERS + "/" + provider,
                JSON.writeValueAsString(Map.of("metadata_xml", good))).expect(400).at("/error_code"))
                .isEqualTo("saml_entity_id_mismatch");
        assertThat(admin.post(PROVIDERS, "{\"type\": \"oidc\"}").expect(400).at("/error_code"))
                .isEqualTo("validation_failed");
    }

    @Test
    void readsNoMetadataOfPlacesThatAreNotPublic() {
        assertThat(byUrl("http://idp.example.test/metadata").expect(400).at("/msg")).contains("HTTPS");
        for (var host : new String[]{"127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]"}) {
            assertThat(byUrl("https://" + host + "/metadata").expect(400).at("/error_code"))
                    .isEqualTo("saml_metadata_fetch_failed");
        }
        for (var url : new String[]{"file:///etc/passwd", "https://", "https://a:b@idp.example.test/", "::"}) {
            assertThat(byUrl(url).expect(400).at("/error_code")).isEqualTo("validation_failed");
        }
    }

    @Test
    void letsOnlySuperAdminsRegisterProviders() {
        var person = people.signUp();

        person.api().get(PROVIDERS).expect(403);
        person.api().post(PROVIDERS, "{}").expect(403);
        api.get(PROVIDERS).expect(401);
    }

    private Answer create(String metadata, String domains) {
        return admin.post(PROVIDERS,
                """
                {"type": "saml", "metadata_xml": %s, "domains": [%s],
                 "attribute_mapping": {"keys": {"given": {"names": ["nothing", "givenName"]}, "plan": {"default": "basic"}}}}"""
                        .formatted(JSON.writeValueAsString(metadata), domains));
    }

    private Answer byUrl(String url) {
        return admin.post(PROVIDERS, "{\"type\": \"saml\", \"metadata_url\": \"" + url + "\"}");
    }

    private URI signIn(String subject, String address) {
        var asked = ask("");
        return answer(response(asked, subject, address), asked.relayState);
    }

    private Asked ask(String more) {
        var url = URI.create(api.post("/auth/v1/sso", """
                {"domain": "%s", "skip_http_redirect": true%s}""".formatted(domain.toUpperCase(java.util.Locale.ROOT),
                more)).expect(200).at("/url"));
        var query = Browser.query(url);
        try (var xml = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(query.get("SAMLRequest")))),
                new Inflater(true))) {
            return new Asked(new String(xml.readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(query.get("RelayState")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Expectation expected(Asked asked) {
        var id = Pattern.compile(" ID=\"([^\"]+)\"").matcher(asked.xml).results().findFirst().orElseThrow().group(1);
        return new Expectation(BASE + "/metadata", BASE + "/acs", id);
    }

    private static String response(Asked asked, String subject, String address) {
        return IDP.response(expected(asked), Instant.now(), subject, address);
    }

    /** As a browser sends the provider's page, which is another site's. */
    private URI answer(String response, String relayState) {
        return URI.create(api.with("Origin", "https://idp.example.test")
                .send("POST", "/auth/v1/sso/saml/acs",
                        BodyPublishers.ofString(
                                "SAMLResponse=" + Browser.encode(response) + "&RelayState="
                                        + Browser.encode(relayState)),
                        "application/x-www-form-urlencoded")
                .expect(303)
                .header("Location"));
    }

    private Answer user(URI page) {
        var token = Browser.fragment(page).get("access_token");
        assertThat(token).as(page.toString()).isNotNull();
        return api.bearer(String.valueOf(token)).get("/auth/v1/user").expect(200);
    }

    private static void assertRefused(URI page, String code) {
        assertThat(Browser.query(page)).containsEntry("error_code", code);
        assertThat(Browser.fragment(page)).doesNotContainKey("access_token");
    }

    private static String entityId() {
        return IDP.metadata().replaceFirst("(?s).*entityID=\"([^\"]*)\".*", "$1");
    }
}
