package dev.tenantry.identity.federation.oidc;

import java.util.HexFormat;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.OidcProvider.Fault;
import dev.tenantry.support.OidcProvider.Someone;

import static org.assertj.core.api.Assertions.assertThat;

class IdTokenGrantTests extends ApiTest {

    private final OidcProvider provider = OidcProvider.shared();
    private final Someone someone = Someone.anybody();

    @Test
    void signsInWithATokenOfTheProvider() {
        var answer = grant(token(Fault.NONE), "").expect(200);

        assertThat(answer.at("/user/email")).isEqualTo(someone.email());
        assertThat(answer.header("Cache-Control")).contains("no-store");
        api.bearer(answer.at("/access_token")).get("/auth/v1/user").expect(200);
    }

    @Test
    void saysThatAnAddressIsMissingAndNeedsNoneOfWhoIsKnown() {
        var nameless = new Someone(someone.subject(), "", true);

        assertThat(grant(provider.idToken(nameless, Fault.NONE, null, null), "").expect(422).at("/error_code"))
                .isEqualTo("validation_failed");
        grant(token(Fault.NONE), "").expect(200);
        grant(provider.idToken(nameless, Fault.NONE, null, null), "").expect(200);
    }

    @Test
    void saysThatAProviderCannotBeReached() {
        var answer = api.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "unreachable", "id_token": "%s"}""".formatted(token(Fault.NONE))).expect(502);

        assertThat(answer.at("/msg")).contains("unreachable");
    }

    @Test
    void joinsNoAccountByAnAddressThatAnAdministratorChanged() {
        var person = people.signUp();
        var key = "a-service-key-that-is-known-to-tests-alone";
        api.bearer(key)
                .with("apikey", key)
                .put("/auth/v1/admin/users/" + person.userId(), "{\"email\": \"%s\"}".formatted(someone.email()))
                .expect(200);

        assertThat(grant(token(Fault.NONE), "").expect(422).at("/error_code")).isEqualTo("email_exists");
    }

    @Test
    void takesTokensOfTheApplicationsOtherClients() {
        grant(provider.idToken(someone, Fault.NONE, "tenantry-app", null), "").expect(200);
    }

    @Test
    void comparesTheNonceWithItsHash() throws Exception {
        var nonce = UUID.randomUUID().toString();
        var hash = HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(nonce.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var token = provider.idToken(someone, Fault.NONE, null, hash);

        grant(token, ", \"nonce\": \"" + nonce + "\"").expect(200);
        assertRefused(grant(token, ", \"nonce\": \"another\""), "invalid nonce");
        assertRefused(grant(token, ", \"nonce\": \"" + hash + "\""), "invalid nonce");
        assertRefused(grant(token, ""), "invalid request");
        assertRefused(grant(token(Fault.NONE), ", \"nonce\": \"" + nonce + "\""), "invalid request");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"WRONG_AUDIENCE", "SECOND_AUDIENCE", "OTHER_PARTY", "WRONG_ISSUER",
        "EXPIRED", "IN_THE_FUTURE", "NO_EXPIRY", "NO_SUBJECT", "NO_ALGORITHM", "MAC_WITH_PUBLIC_KEY", "OTHER_KEY",
        "UNKNOWN_KEY"})
    void refusesTokensThatAreNotForUs(Fault fault) {
        assertRefused(grant(token(fault), ""), "invalid request");
    }

    @Test
    void refusesWhatIsNoToken() {
        var token = token(Fault.NONE);
        for (var text : new String[]{"", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", token + "A", token + ".", token + ".x.y",
            token.substring(0, token.lastIndexOf('.') + 1), "x".repeat(30_000)}) {
            assertRefused(grant(text, ""), "invalid request");
        }
        assertThat(api.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "facebook", "id_token": "%s"}""".formatted(token)).expect(400).at("/error_code"))
                .isEqualTo("validation_failed");
        assertRefused(api.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "github", "id_token": "%s"}""".formatted(token)), "invalid request");
    }

    @Test
    void refusesTheAccessTokenOfAnother() {
        var token = provider.idToken(someone, Fault.WRONG_TOKEN_HASH, null, null);

        assertRefused(grant(token, ", \"access_token\": \"another\""), "invalid request");
    }

    @Test
    void letsNobodyInWithAnAddressThatIsNotVerified() {
        var unverified = new Someone(someone.subject(), someone.email(), false);

        var answer = grant(provider.idToken(unverified, Fault.NONE, null, null), "").expect(403);

        assertThat(answer.at("/error_code")).isEqualTo("provider_email_needs_verification");
    }

    @Test
    void addsTheIdentityToTheAccountThatIsSignedInTo() {
        var person = people.signUp();

        var linked = link(person.api()).expect(200);
        var again = link(person.api()).expect(422);

        assertThat(linked.at("/user/id")).isEqualTo(person.userId().toString());
        assertThat(linked.at("/user/identities/1/provider")).isEqualTo("keycloak");
        assertThat(again.at("/error_code")).isEqualTo("identity_already_exists");
        assertThat(grant(token(Fault.NONE), "").expect(200).at("/user/id")).isEqualTo(person.userId().toString());
    }

    /** To whose account, if nobody is there; and not with less than the account demands. */
    @Test
    void addsNoIdentityForWhoIsNotSignedInWellEnough() {
        var person = people.signUp();
        Authenticator.enrol(api, person);
        var halfway = people.signIn(person.email());

        assertThat(link(api).expect(401).at("/error_code")).isEqualTo("no_authorization");
        assertThat(link(halfway.api()).expect(403).at("/error_code")).isEqualTo("insufficient_aal");
        assertThat(grant(token(Fault.NONE), "").expect(200).at("/user/id"))
                .isNotEqualTo(person.userId().toString());
    }

    private Answer link(Api client) {
        return client.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "keycloak", "id_token": "%s", "link_identity": true}""".formatted(token(Fault.NONE)));
    }

    private String token(Fault fault) {
        return provider.idToken(someone, fault, null, null);
    }

    private Answer grant(String token, String more) {
        return api.post("/auth/v1/token?grant_type=id_token", """
                {"provider": "keycloak", "id_token": "%s"%s}""".formatted(token, more));
    }

    private static void assertRefused(Answer answer, String error) {
        answer.expect(400);
        assertThat(answer.at("/error")).isEqualTo(error);
        assertThat(answer.at("/error_description")).isNotEmpty();
        assertThat(answer.json().has("code")).isFalse();
    }
}
