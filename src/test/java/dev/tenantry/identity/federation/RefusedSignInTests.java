package dev.tenantry.identity.federation;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.oidc.Browser;
import dev.tenantry.identity.federation.saml.protocol.Expectation;
import dev.tenantry.identity.federation.saml.protocol.SamlIdp;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.OidcProvider.Fault;
import dev.tenantry.support.OidcProvider.Someone;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a sign-in through another provider is refused for: who can help is told why, and who tried is not. */
class RefusedSignInTests extends ApiTest {

    private static final String PROVIDERS = "/auth/v1/admin/sso/providers";
    private static final String LOG = "/api/v1/audit-logs?filter=actionType%5Beq%5D:sign-in.refused&limit=100";
    private static final String SAML = "http://localhost:8080/auth/v1/sso/saml";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RolePool authPool;
    @Autowired
    private Refusals refusals;

    private final OidcProvider oidc = OidcProvider.shared();
    private final Someone someone = Someone.anybody();
    private final String entity = "https://idp.example.test/" + UUID.randomUUID();
    private final SamlIdp idp = new SamlIdp(entity);
    private final String domain = UUID.randomUUID() + ".example.test";
    private Api admin = api;

    /** A request as it reached the provider. */
    private record Asked(String id, String relayState) {}

    @BeforeEach
    void signIn() {
        var person = people.signUp();
        People.promote(person.userId());
        admin = people.signIn(person.email()).api();
    }

    @ParameterizedTest
    @EnumSource
    void areLoggedAndAuditedOnceWithTheReason(RefusalReason reason) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger(Refusals.class);
        logger.addAppender(appender);

        var told = refused(reason);

        logger.detachAppender(appender);
        var entry = only(admin);
        var detail = entry.at("/newValues/detail").asString();
        assertThat(entry.at("/newValues/reason").asString()).isEqualTo(reason.code());
        assertThat(entry.at("/errorMessage").asString()).isEqualTo(reason.advice());
        assertThat(entry.at("/success").asBoolean()).isFalse();
        assertThat(entry.at("/severityLevel").asString()).isEqualTo("warning");
        assertThat(appender.list).singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains(reason.code(), detail)
                        .doesNotContain(someone.subject()));
        assertThat(told).doesNotContain(reason.advice(), someone.email());
        if (detail.contains(" ")) {
            assertThat(told).doesNotContain(detail);
        }
    }

    @Test
    void tellNoMoreThanALineOfWhatAStrangerSays() {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger(Refusals.class);
        logger.addAppender(appender);
        register();
        var unsigned = """
                <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0"><p:Status><p:StatusCode Value="urn:x:%s"/></p:Status></p:Response>"""
                .formatted("A".repeat(100_000));

        answer(Base64.getEncoder().encodeToString(unsigned.getBytes(StandardCharsets.UTF_8)), ask().relayState);

        logger.detachAppender(appender);
        assertThat(only(admin).at("/newValues/detail").asString()).hasSizeBetween(10, 200);
        assertThat(appender.list).singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).hasSizeLessThan(400));
    }

    @Test
    void areToldToSuperAdminsAloneWhoeverDemandsTheProvider() {
        var provider = register();
        var asked = ask();
        var page = answer(idp.response(expected(asked), Instant.now(), "ada", "ada@" + domain), asked.relayState);
        var owner = api.bearer(String.valueOf(Browser.fragment(page).get("access_token")));
        owner.put("/api/v1/organization/sign-in-policy", "{\"ssoRequired\": true}").expect(200);

        answer("", ask().relayState);

        var entry = only(admin);
        assertThat(entry.at("/resourceId").asString()).isEqualTo("sso:" + provider);
        assertThat(entry.at("/newValues/reason").asString()).isEqualTo("response-refused");
        assertThat(entry.at("/requestPath").asString()).isEqualTo("/auth/v1/sso/saml/acs");
        assertThat(owner.get(LOG).expect(200).json().at("/results").size()).isZero();
    }

    /** @return what whoever tried is told */
    private String refused(RefusalReason reason) {
        return switch (reason) {
            case UNREACHABLE -> grant("unreachable", token(Fault.NONE), "");
            case NOT_DESCRIBED -> grant("misdescribed", token(Fault.NONE), "");
            case CODE_NOT_EXCHANGED -> visit(Fault.ERROR);
            case PROFILE_UNREADABLE -> grant("keycloak",
                    oidc.idToken(new Someone(someone.subject(), "", true), Fault.NONE, null, null),
                    ", \"access_token\": \"of nobody\"");
            case ID_TOKEN_MALFORMED -> grant("keycloak", "no token", "");
            case ID_TOKEN_KEY -> visit(Fault.NO_ALGORITHM);
            case ID_TOKEN_SIGNATURE -> visit(Fault.OTHER_KEY);
            case ID_TOKEN_ISSUER -> visit(Fault.WRONG_ISSUER);
            case ID_TOKEN_TIME -> visit(Fault.EXPIRED);
            case ID_TOKEN_CLAIMS -> visit(Fault.NO_SUBJECT);
            case ID_TOKEN_AUDIENCE -> visit(Fault.WRONG_AUDIENCE);
            case ID_TOKEN_NONCE -> visit(Fault.WRONG_NONCE);
            case ID_TOKEN_ACCESS_TOKEN -> visit(Fault.WRONG_TOKEN_HASH);
            case DENIED_BY_PROVIDER -> visit(Fault.DENIED);
            case CODE_MISSING -> withoutCode();
            case REQUEST_UNKNOWN -> text(new Browser(api).come("/auth/v1/callback?state=made-up&code=1"));
            case REQUEST_EXPIRED -> tooLate();
            case RESPONSE_REFUSED -> saml(new SamlIdp(entity), "ada", "ada@" + domain);
            case ADDRESS_FOREIGN -> saml(idp, "ada", "ada@another.example.test");
            case SUBJECT_MISSING -> directly(ExternalErrors.assertionWithoutUser());
            case SIGN_UP_DISABLED -> directly(AuthException.signUpDisabled());
            case ADDRESS_MISSING -> grant("keycloak",
                    oidc.idToken(new Someone(someone.subject(), "", true), Fault.NONE, null, null), "");
            case ADDRESS_UNVERIFIED -> grant("keycloak",
                    oidc.idToken(new Someone(someone.subject(), someone.email(), false), Fault.NONE, null, null), "");
            case ADDRESS_TAKEN -> taken();
            case IDENTITY_TAKEN -> linkedElsewhere();
            case ACCOUNT_BANNED -> banned();
            case PROVIDER_DISABLED -> disabled();
            case OTHER -> grant("keycloak", token(Fault.NONE), ", \"link_identity\": true");
        };
    }

    private String withoutCode() {
        oidc.letIn(someone, Fault.NONE);
        var browser = new Browser(api);
        var path = Browser.back(browser.open("/auth/v1/authorize?provider=keycloak"));
        return text(browser.come(path.replaceFirst("code=[^&]*", "code=")));
    }

    private String tooLate() {
        register();
        var asked = ask();
        authPool.jdbc()
                .sql("update auth.saml_relay_states set created_at = now() - interval '11 minutes' where id = ?::uuid")
                .param(asked.relayState)
                .update();
        return text(answer("late", asked.relayState));
    }

    private String saml(SamlIdp from, String subject, String email) {
        register();
        var asked = ask();
        return text(answer(from.response(expected(asked), Instant.now(), subject, email), asked.relayState));
    }

    /** What takes a configuration, or a message, that the tests have none of. */
    private String directly(AuthException refused) {
        return refusals.refuse("keycloak", refused).text();
    }

    private String taken() {
        var squatter = people.signUp(someone.email());
        authPool.jdbc()
                .sql("update auth.users set email_confirmed_at = null where id = ?")
                .param(squatter.userId())
                .update();
        return grant("keycloak", token(Fault.NONE), "");
    }

    private String linkedElsewhere() {
        grant("keycloak", token(Fault.NONE), "");
        return grant(people.signUp().api(), "keycloak", token(Fault.NONE), ", \"link_identity\": true");
    }

    private String banned() {
        grant("keycloak", token(Fault.NONE), "");
        authPool.jdbc().sql("update auth.users set is_active = false where email = ?").param(someone.email()).update();
        return grant("keycloak", token(Fault.NONE), "");
    }

    private String disabled() {
        admin.put(PROVIDERS + "/" + register(), "{\"disabled\": true}").expect(200);
        return api.post("/auth/v1/sso", "{\"domain\": \"" + domain + "\"}").expect(404).text();
    }

    private String visit(Fault fault) {
        oidc.letIn(someone, fault);
        return text(new Browser(api).visit("/auth/v1/authorize?provider=keycloak"));
    }

    private String token(Fault fault) {
        return oidc.idToken(someone, fault, null, null);
    }

    private String grant(String provider, String token, String more) {
        return grant(api, provider, token, more);
    }

    private static String grant(Api by, String provider, String token, String more) {
        return by.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "%s", "id_token": "%s"%s}""".formatted(provider, token, more)).text();
    }

    private String register() {
        return admin.post(PROVIDERS, """
                {"type": "saml", "metadata_xml": %s, "domains": ["%s"]}"""
                .formatted(JSON.writeValueAsString(idp.metadata()), domain)).expect(201).id();
    }

    private Asked ask() {
        var url = URI.create(api.post("/auth/v1/sso", """
                {"domain": "%s", "skip_http_redirect": true}""".formatted(domain)).expect(200).at("/url"));
        var state = String.valueOf(Browser.query(url).get("RelayState"));
        var id = authPool.jdbc()
                .sql("select request_id from auth.saml_relay_states where id = ?::uuid")
                .param(state)
                .query(String.class)
                .single();
        return new Asked(id, state);
    }

    private static Expectation expected(Asked asked) {
        return new Expectation(SAML + "/metadata", SAML + "/acs", asked.id);
    }

    private URI answer(String response, String relayState) {
        return URI.create(api.with("Origin", "https://idp.example.test")
                .send("POST", "/auth/v1/sso/saml/acs",
                        BodyPublishers.ofString("SAMLResponse=" + Browser.encode(response) + "&RelayState="
                                + Browser.encode(relayState)),
                        "application/x-www-form-urlencoded")
                .expect(303)
                .header("Location"));
    }

    private static JsonNode only(Api reader) {
        Answer log = reader.get(LOG).expect(200);
        List<JsonNode> entries = log.json().at("/results").valueStream().toList();
        assertThat(entries).as(log.text()).hasSize(1);
        return entries.getFirst();
    }

    private static String text(URI page) {
        return URLDecoder.decode(page.toString(), StandardCharsets.UTF_8);
    }
}
