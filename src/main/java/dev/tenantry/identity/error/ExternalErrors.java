package dev.tenantry.identity.error;

import java.util.Map;

import org.springframework.http.HttpStatus;

/** What goes wrong when people sign in through other identity providers. */
public final class ExternalErrors {

    private ExternalErrors() {}

    public static AuthException unsupportedProvider(String name) {
        return of(HttpStatus.BAD_REQUEST, "validation_failed",
                "Unsupported provider: provider " + name + " is not enabled");
    }

    public static AuthException badState() {
        return of(HttpStatus.BAD_REQUEST, "bad_oauth_state",
                "OAuth state is not valid: it is another browser's, has been used, or has expired");
    }

    public static AuthException badCallback(String text) {
        return of(HttpStatus.BAD_REQUEST, "bad_oauth_callback", text);
    }

    public static AuthException providerUnreachable(String name) {
        return of(HttpStatus.BAD_GATEWAY, "unexpected_failure", "Unable to reach the provider " + name);
    }

    public static AuthException exchangeFailed(String name) {
        return of(HttpStatus.BAD_GATEWAY, "unexpected_failure",
                "Unable to exchange external code with " + name);
    }

    public static AuthException badIdToken(String name) {
        return of(HttpStatus.BAD_GATEWAY, "unexpected_failure",
                "The ID token of " + name + " cannot be accepted");
    }

    public static AuthException providerWithoutEmail() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "validation_failed",
                "Error getting user email from external provider");
    }

    public static AuthException providerEmailUnverified(String name) {
        return of(HttpStatus.FORBIDDEN, "provider_email_needs_verification",
                "Unverified email with " + name + ". Verify the email with " + name + " in order to sign in");
    }

    public static AuthException emailExists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "email_exists",
                "A user with this email address has already been registered");
    }

    public static AuthException identityAlreadyExists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "identity_already_exists",
                "Identity is already linked to a user");
    }

    public static AuthException identityNotFound() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "identity_not_found", "Identity doesn't exist");
    }

    public static AuthException singleIdentity() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "single_identity_not_deletable",
                "User must have at least 1 identity after unlinking");
    }

    /** An error in the form of OAuth 2.0. */
    public static AuthException oauth(String error, String description) {
        return AuthException.of(HttpStatus.BAD_REQUEST, "bad_oauth_callback", description,
                Map.of(AuthException.OAUTH, error));
    }

    public static AuthException ssoProviderNotFound(String text) {
        return of(HttpStatus.NOT_FOUND, "sso_provider_not_found", text);
    }

    public static AuthException ssoProviderDisabled() {
        return of(HttpStatus.NOT_FOUND, "sso_provider_disabled", "This SSO provider is disabled");
    }

    public static AuthException ssoInvalid(String text) {
        return of(HttpStatus.BAD_REQUEST, "validation_failed", text);
    }

    public static AuthException samlMetadataUnreachable() {
        return of(HttpStatus.BAD_REQUEST, "saml_metadata_fetch_failed", "The metadata cannot be fetched");
    }

    public static AuthException samlProviderExists(String entityId) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "saml_idp_already_exists",
                "SAML Identity Provider with this EntityID (" + entityId + ") already exists");
    }

    public static AuthException samlEntityMismatch(String expected, String actual) {
        return of(HttpStatus.BAD_REQUEST, "saml_entity_id_mismatch",
                "SAML Metadata can be updated only if the EntityID matches for the provider; expected '" + expected
                        + "' but got '" + actual + "'");
    }

    public static AuthException ssoDomainExists(String domain) {
        return of(HttpStatus.BAD_REQUEST, "sso_domain_already_exists",
                "SSO Domain '" + domain + "' is already assigned to an SSO identity provider");
    }

    public static AuthException relayStateNotFound() {
        return of(HttpStatus.NOT_FOUND, "saml_relay_state_not_found",
                "SAML RelayState does not exist, try logging in again?");
    }

    public static AuthException relayStateExpired() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "saml_relay_state_expired",
                "SAML RelayState has expired. Try logging in again?");
    }

    public static AuthException assertionInvalid() {
        return of(HttpStatus.BAD_REQUEST, "validation_failed", "SAML Assertion is not valid");
    }

    public static AuthException assertionWithoutUser() {
        return of(HttpStatus.BAD_REQUEST, "saml_assertion_no_user_id",
                "SAML Assertion did not contain a persistent Subject Identifier attribute or Subject NameID uniquely identifying this user");
    }

    public static AuthException assertionWithoutEmail() {
        return of(HttpStatus.BAD_REQUEST, "saml_assertion_no_email",
                "SAML Assertion does not contain an email address");
    }

    private static AuthException of(HttpStatus status, String code, String text) {
        return AuthException.of(status, code, text, Map.of());
    }
}
