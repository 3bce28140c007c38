package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.OidcProvider.Fault;
import dev.tenantry.support.OidcProvider.Someone;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OauthSignInTests extends ApiTest {

    private static final String AUTHORIZE = "/auth/v1/authorize?provider=keycloak";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-1234";

    @Autowired
    private RolePool authPool;
    @Autowired
    private FlowStates flows;

    private final OidcProvider provider = OidcProvider.shared();
    private final Someone someone = Someone.anybody();
    private Browser browser = new Browser(api);

    @BeforeEach
    void open() {
        browser = new Browser(api);
        provider.letIn(someone, Fault.NONE);
    }

    @Test
    void signsInSomebodyNewAndFindsTheAccountAgain() {
        var first = browser.visit(AUTHORIZE);
        var second = new Browser(api).visit(AUTHORIZE);

        var user = user(first);
        assertThat(first).hasToString(OidcProvider.SITE + "#" + first.getRawFragment());
        assertThat(Browser.fragment(first)).containsEntry("token_type", "bearer")
                .containsKeys("refresh_token", "expires_in", "expires_at", "provider_token");
        assertThat(user.at("/email")).isEqualTo(someone.email());
        assertThat(user.at("/identities/0/provider")).isEqualTo("keycloak");
        assertThat(user.at("/identities/0/id")).isEqualTo(someone.subject());
        assertThat(user.at("/user_metadata/name")).isEqualTo("Ada Lovelace");
        assertThat(user.at("/app_metadata/provider")).isEqualTo("keycloak");
        assertThat(user(second).at("/id")).isEqualTo(user.at("/id"));
        api.bearer(String.valueOf(Browser.fragment(second).get("access_token")))
                .get("/api/v1/organization")
                .expect(200);
    }

    @Test
    void signsInThroughGithubAndDiscord() {
        for (var name : new String[]{"github", "discord"}) {
            var other = Someone.anybody();
            provider.letIn(other, Fault.NONE);

            var user = user(new Browser(api).visit("/auth/v1/authorize?provider=" + name));

            assertThat(user.at("/email")).isEqualTo(other.email());
            assertThat(user.at("/identities/0/provider")).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak", "github", "discord"})
    void letsNobodyInWithAnAddressThatIsNotVerified(String name) {
        provider.letIn(new Someone(someone.subject(), someone.email(), false), Fault.NONE);

        var page = browser.visit("/auth/v1/authorize?provider=" + name);

        assertThat(Browser.query(page)).containsEntry("error", "access_denied")
                .containsEntry("error_code", "provider_email_needs_verification");
        assertThat(Browser.fragment(page)).isEqualTo(Browser.query(page));
        assertThat(accounts(someone.email())).isZero();
    }

    @Test
    void joinsAnAccountWhereBothHaveVerifiedTheAddress() {
        var person = people.signUp(someone.email());

        var user = user(browser.visit(AUTHORIZE));

        assertThat(user.at("/id")).isEqualTo(person.userId().toString());
        assertThat(user.at("/app_metadata/providers")).isEmpty();
        assertThat(user.json().at("/app_metadata/providers").toString()).isEqualTo("[\"email\",\"keycloak\"]");
        people.signIn(someone.email());
    }

    @Test
    void handsAnAccountThatNobodyConfirmedToWhoHasTheAddressWithoutItsPassword() {
        var squatter = people.signUp(someone.email());
        authPool.jdbc()
                .sql("update auth.users set email_confirmed_at = null, last_sign_in_at = null where id = ?")
                .param(squatter.userId())
                .update();

        var user = user(browser.visit(AUTHORIZE));

        assertThat(user.at("/email")).isEqualTo(someone.email());
        assertThat(user.json().at("/identities").size()).isEqualTo(1);
        api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(someone.email(), squatter.password())).expect(400);
    }

    @Test
    void joinsNoUnconfirmedAccountThatIsInUse() {
        var squatter = people.signUp(someone.email());
        authPool.jdbc()
                .sql("update auth.users set email_confirmed_at = null where id = ?")
                .param(squatter.userId())
                .update();

        assertThat(Browser.query(browser.visit(AUTHORIZE))).containsEntry("error_code", "email_exists");
    }

    @Test
    void keepsOutWhoIsBanned() {
        var id = user(browser.visit(AUTHORIZE)).at("/id");
        authPool.jdbc().sql("update auth.users set is_active = false where id = ?::uuid").param(id).update();

        assertThat(Browser.query(new Browser(api).visit(AUTHORIZE))).containsEntry("error", "access_denied")
                .containsEntry("error_code", "user_banned");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"NONE", "DENIED"}, mode = EnumSource.Mode.EXCLUDE)
    void believesNoProviderThatMisbehaves(Fault fault) {
        provider.letIn(someone, fault);

        var page = browser.visit(AUTHORIZE);

        assertThat(Browser.query(page)).containsEntry("error", "server_error")
                .containsEntry("error_code", "unexpected_failure")
                .containsKey("error_description");
        assertThat(Browser.fragment(page)).doesNotContainKey("access_token");
        assertThat(accounts(someone.email())).isZero();
    }

    @Test
    void passesOnThatThePersonSaidNo() {
        provider.letIn(someone, Fault.DENIED);

        var page = browser.visit(AUTHORIZE + "&redirect_to=" + Browser.encode(OidcProvider.ALLOWED));

        assertThat(page.toString()).startsWith(OidcProvider.ALLOWED + "?").doesNotContain("\n");
        assertThat(Browser.query(page)).containsEntry("error", "access_denied")
                .containsEntry("error_description", "The person said no  #fragment");
        assertThat(Browser.fragment(page)).isEqualTo(Browser.query(page));
    }

    @Test
    void takesBackNobodyWhoBeganInAnotherBrowser() {
        var path = Browser.back(browser.open(AUTHORIZE));
        var other = new Browser(api);
        other.open(AUTHORIZE);

        for (var stranger : new Browser[]{new Browser(api), other}) {
            var page = stranger.come(path);
            assertThat(page.toString()).startsWith(OidcProvider.SITE + "?");
            assertThat(Browser.query(page)).containsEntry("error_code", "bad_oauth_state");
        }
        assertThat(accounts(someone.email())).isZero();

        assertThat(Browser.fragment(browser.come(path))).containsKey("access_token");
    }

    @Test
    void takesEachStateOnceAndInTime() {
        var path = Browser.back(browser.open(AUTHORIZE));
        var late = Browser.back(browser.open(AUTHORIZE));
        assertThat(Browser.fragment(browser.come(path))).containsKey("access_token");
        assertThat(authPool.jdbc()
                .sql("update auth.oauth_client_states set created_at = now() - interval '11 minutes' where state = ?")
                .param(Digests.fingerprint(String.valueOf(Browser.query(URI.create(late)).get("state"))))
                .update()).isOne();

        assertThat(Browser.query(browser.come(path))).containsEntry("error_code", "bad_oauth_state");
        assertThat(Browser.query(browser.come(late))).containsEntry("error_code", "bad_oauth_state");
        assertThat(Browser.query(browser.come("/auth/v1/callback?state=made-up&code=1")))
                .containsEntry("error_code", "bad_oauth_state");
        assertThat(Browser.query(browser.come("/auth/v1/callback?code=1")))
                .containsEntry("error_code", "bad_oauth_callback");
    }

    @Test
    void beginsOneSessionHoweverOftenABrowserComesBackAtOnce() {
        var path = Browser.back(browser.open(AUTHORIZE));
        var before = provider.exchanges();

        var pages = Parallel.times(50, () -> browser.come(path));

        assertThat(pages.stream().filter(page -> Browser.fragment(page).containsKey("access_token"))).hasSize(1);
        assertThat(pages.stream().filter(page -> "bad_oauth_state".equals(Browser.query(page).get("error_code"))))
                .hasSize(49);
        assertThat(provider.exchanges()).isEqualTo(before + 1);
        assertThat(authPool.jdbc()
                .sql("select count(*) from auth.sessions s join auth.users u on u.id = s.user_id where u.email = ?")
                .param(someone.email())
                .query(Long.class)
                .single()).isEqualTo(1);
    }

    @Test
    void makesOneAccountHoweverOftenSomebodyNewSignsInAtOnce() {
        var pages = Parallel.times(10, () -> new Browser(api).visit(AUTHORIZE));

        assertThat(pages).allSatisfy(page -> assertThat(Browser.fragment(page)).containsKey("access_token"));
        assertThat(accounts(someone.email())).isEqualTo(1);
    }

    @Test
    void refusesACodeThatTheProviderHasSeen() {
        var first = Browser.back(browser.open(AUTHORIZE));
        var second = Browser.back(browser.open(AUTHORIZE));
        var code = Browser.query(URI.create(first)).get("code");
        browser.come(first);

        var page = browser.come(second.replaceFirst("code=[^&]*", "code=" + code));

        assertThat(Browser.query(page)).containsEntry("error", "server_error");
    }

    @Test
    void keepsUpWithNewKeys() throws InterruptedException {
        var id = user(browser.visit(AUTHORIZE)).at("/id");
        provider.rollOver();
        // A key that is not known is looked for at once, and then not for a while.
        var page = new Browser(api).visit(AUTHORIZE);
        for (var turn = 0; turn < 12 && !Browser.fragment(page).containsKey("access_token"); turn++) {
            Thread.sleep(500);
            page = new Browser(api).visit(AUTHORIZE);
        }

        assertThat(user(page).at("/id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.test/welcome/", "https://app.example.test/welcome/../evil",
        "https://app.example.test/welcome?next=evil", "https://app.example.test/welcome#evil",
        "https://APP.example.test/welcome", "http://app.example.test/welcome",
        "https://app.example.test.evil.test/welcome", "https://app.example.test@evil.test/welcome",
        "https://app.example.test/", "//app.example.test/welcome", "javascript:alert(1)",
        "https://app.example.test/welcome\r\nSet-Cookie: a=b", " https://app.example.test/welcome", "/welcome"})
    void sendsNobodyWhereItIsNotExactlyAllowed(String target) {
        var page = browser.visit(AUTHORIZE + "&redirect_to=" + Browser.encode(target));

        assertThat(page.toString()).startsWith(OidcProvider.SITE + "#access_token=");
    }

    @Test
    void sendsPeopleWhereItIsAllowed() {
        var page = browser.visit(AUTHORIZE + "&redirect_to=" + Browser.encode(OidcProvider.ALLOWED));

        assertThat(page.toString()).startsWith(OidcProvider.ALLOWED + "#access_token=");
    }

    @Test
    void endsInACodeForWhoHoldsTheVerifier() {
        var page = browser.visit(AUTHORIZE + "&code_challenge_method=s256&code_challenge=" + challenge());

        var code = Browser.query(page).get("code");
        assertThat(page.getRawFragment()).isNull();
        assertThatThrownBy(
                () -> authPool.inTransaction(() -> flows.redeem(String.valueOf(code), VERIFIER.replace('a', 'b'))))
                .isInstanceOf(AuthException.class);
        var redeemed = authPool.inTransaction(() -> flows.redeem(String.valueOf(code), VERIFIER));
        assertThat(redeemed.method().claim()).isEqualTo("oauth");
        assertThat(accounts(someone.email())).isEqualTo(1);
    }

    /** Pages ask the provider's own API with it: it comes with the session, however that comes. */
    @Test
    void handsOverWhatTheProvidersOwnApiIsAskedWith() {
        var page = browser.visit(AUTHORIZE + "&code_challenge_method=s256&code_challenge=" + challenge());
        var code = Browser.query(page).get("code");
        var kept = authPool.jdbc()
                .sql("select provider_access_token || provider_refresh_token from auth.flow_state where auth_code = ?")
                .param(Digests.fingerprint(String.valueOf(code)))
                .query(String.class)
                .single();

        var session = api.post("/auth/v1/token?grant_type=pkce", """
                {"auth_code": "%s", "code_verifier": "%s"}""".formatted(code, VERIFIER)).expect(200);
        var refreshed = api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(session.at("/refresh_token"))).expect(200);
        var implicit = Browser.fragment(new Browser(api).visit(AUTHORIZE));

        assertThat(session.at("/provider_token")).isNotEmpty();
        assertThat(session.at("/provider_refresh_token")).isEqualTo("to refresh " + session.at("/provider_token"));
        assertThat(kept).doesNotContain(session.at("/provider_token"));
        assertThat(refreshed.json().has("provider_token")).isFalse();
        assertThat(implicit).containsEntry("provider_refresh_token", "to refresh " + implicit.get("provider_token"));
    }

    @Test
    void tellsAPageTheUrlInsteadOfGoingThere() {
        var answer = browser.open(AUTHORIZE + "&skip_http_redirect=true&scopes=calendar&prompt=consent&client_id=evil");

        var url = URI.create(answer.expect(200).at("/url"));
        assertThat(Browser.query(url)).containsEntry("scope", "openid email profile calendar")
                .containsEntry("prompt", "consent")
                .containsEntry("client_id", "tenantry")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("nonce", "state");
        assertThat(Browser.fragment(browser.come(Browser.back(url)))).containsKey("access_token");
    }

    @Test
    void keepsTheCookieFromPagesAndOtherSites() {
        var cookie = browser.open(AUTHORIZE).header("Set-Cookie");

        assertThat(cookie).startsWith("tenantry-sign-in=").contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void takesProvidersFormsByLettingTheBrowserComeAgain() {
        var path = Browser.back(browser.open(AUTHORIZE));
        var form = path.substring(path.indexOf('?') + 1);

        var answer = api.with("Origin", "https://provider.example.test")
                .send("POST", "/auth/v1/callback", BodyPublishers.ofString(form), "application/x-www-form-urlencoded")
                .expect(303);

        var next = answer.header("Location");
        assertThat(next).startsWith("http://localhost:8080/auth/v1/callback?state=");
        assertThat(Browser.fragment(browser.come(next.substring("http://localhost:8080".length()))))
                .containsKey("access_token");
    }

    @Test
    void saysWhichProvidersThereAre() {
        var settings = api.get("/auth/v1/settings").expect(200);

        assertThat(settings.json().at("/external/keycloak").asBoolean()).isTrue();
        for (var name : new String[]{"", "facebook", "KEYCLOAK2"}) {
            var answer = api.get("/auth/v1/authorize?provider=" + name).expect(400);
            assertThat(answer.at("/error_code")).isEqualTo("validation_failed");
        }
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(VERIFIER.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private dev.tenantry.support.Answer user(URI page) {
        var token = Browser.fragment(page).get("access_token");
        assertThat(token).as(page.toString()).isNotNull();
        return api.bearer(String.valueOf(token)).get("/auth/v1/user").expect(200);
    }

    private long accounts(String email) {
        return authPool.jdbc()
                .sql("select count(*) from auth.users where email = ?")
                .param(email)
                .query(Long.class)
                .single();
    }

}
