package dev.tenantry.identity.federation;

import java.util.Locale;
import java.util.Map;

import dev.tenantry.identity.error.AuthException;

/** Why a sign-in through another identity provider was refused, and what can be done about it by whoever looks after it. */
public enum RefusalReason {

    UNREACHABLE("The provider does not answer: check its address, and the way there from this server."),
    NOT_DESCRIBED(
            "What the provider publishes of itself cannot be used: check the issuer, its configuration and its keys."),
    CODE_NOT_EXCHANGED(
            "The provider did not exchange its code: check the client's id and secret, and the redirect URI."),
    PROFILE_UNREADABLE("The provider does not tell who signed in: check the scopes that the client may ask for."),
    ID_TOKEN_MALFORMED("What the provider sent is no ID token: check that the client may use OpenID Connect."),
    ID_TOKEN_KEY(
            "The ID token is signed with a key or an algorithm that is not accepted: RS256 or ES256, by a published key."),
    ID_TOKEN_SIGNATURE("The signature of the ID token is wrong: somebody may have forged it."),
    ID_TOKEN_ISSUER("The ID token is of another issuer than is configured."),
    ID_TOKEN_TIME("The ID token has expired, or is of the future: check the clocks of both sides."),
    ID_TOKEN_CLAIMS("The ID token lacks its subject, or when it was issued and expires."),
    ID_TOKEN_AUDIENCE(
            "The ID token was issued for another client: check the client's id, and the audiences that are configured."),
    ID_TOKEN_NONCE("The ID token answers another request: somebody may have used it before."),
    ID_TOKEN_ACCESS_TOKEN("The ID token does not belong to the access token that came with it."),
    DENIED_BY_PROVIDER("The provider did not sign the person in: what it calls the error is the detail."),
    CODE_MISSING("The provider sent the browser back without a code."),
    REQUEST_UNKNOWN(
            "No request was waiting for this answer: it was answered already, has expired, or is another browser's."),
    REQUEST_EXPIRED("The provider's answer came too late: a request waits ten minutes."),
    RESPONSE_REFUSED(
            "The provider's response failed a check: the detail names it. Compare its metadata with what is registered."),
    SUBJECT_MISSING("The provider does not name the person: have it send a persistent name identifier."),
    ADDRESS_MISSING("The provider tells no e-mail address: have it send one."),
    ADDRESS_UNVERIFIED("The provider has not verified the person's e-mail address."),
    ADDRESS_FOREIGN("The person's e-mail address is of a domain that the provider is not registered for."),
    ADDRESS_TAKEN("Another account has the e-mail address: sign in to that, and link the provider there."),
    IDENTITY_TAKEN("The person's identity at the provider belongs to another account already."),
    SIGN_UP_DISABLED("The person has no account yet, and nobody may sign up."),
    ACCOUNT_BANNED("The account is suspended, or gone."),
    PROVIDER_DISABLED("The provider is disabled."),
    OTHER("The detail names what was refused.");

    private static final Map<String, RefusalReason> BY_CODE = Map.ofEntries(
            Map.entry("bad_oauth_state", REQUEST_UNKNOWN),
            Map.entry("saml_relay_state_not_found", REQUEST_UNKNOWN),
            Map.entry("saml_relay_state_expired", REQUEST_EXPIRED),
            Map.entry("saml_assertion_no_user_id", SUBJECT_MISSING),
            Map.entry("saml_assertion_no_email", ADDRESS_MISSING),
            Map.entry("provider_email_needs_verification", ADDRESS_UNVERIFIED),
            Map.entry("email_exists", ADDRESS_TAKEN),
            Map.entry("identity_already_exists", IDENTITY_TAKEN),
            Map.entry("signup_disabled", SIGN_UP_DISABLED),
            Map.entry("user_banned", ACCOUNT_BANNED),
            Map.entry("sso_provider_disabled", PROVIDER_DISABLED));

    private final String advice;

    RefusalReason(String advice) {
        this.advice = advice;
    }

    /** What an error says that the person is told, too. */
    static RefusalReason of(AuthException refused) {
        return BY_CODE.getOrDefault(refused.code(), OTHER);
    }

    /** As the audit log has it: {@code id-token-issuer}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String advice() {
        return advice;
    }
}
