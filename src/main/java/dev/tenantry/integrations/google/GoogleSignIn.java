package dev.tenantry.integrations.google;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import dev.tenantry.integrations.connection.IntegrationStore;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;

/**
 * How members connect their accounts: by the authorization code with PKCE (RFC 7636). What Google tells the browser is handed in by the
 * member who has asked for it, signed in as ever: nobody's account ends up with somebody who has only sent a link.
 */
@Component
class GoogleSignIn {

    private static final Logger log = LoggerFactory.getLogger(GoogleSignIn.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String SCOPES = "openid email " + GoogleSettings.SCOPE;

    private final IntegrationStore integrations;
    private final GoogleCredentials credentials;
    private final GoogleClient google;
    private final Clock clock;

    GoogleSignIn(IntegrationStore integrations, GoogleCredentials credentials, GoogleClient google, Clock clock) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.google = google;
        this.clock = clock;
    }

    /** @throws ProblemException 422 where there is no such connected integration, or the URI is none of its own */
    GoogleAuthorizationResponse begin(GoogleAuthorizationRequest request) {
        var settings = settings(request.integrationId());
        if (!settings.allows(request.redirectUri())) {
            throw ProblemException.invalid("redirectUri", "unknown", "this is none of the integration's redirectUris");
        }
        var state = RandomText.next();
        var verifier = RandomText.next();
        var until = clock.instant().plus(PATIENCE);
        var id = credentials.ask(request.integrationId(), new Secret(state), new Secret(verifier),
                request.redirectUri(), settings.destination(), until);
        return new GoogleAuthorizationResponse(id, url(settings, request.redirectUri(), state, verifier), state, until);
    }

    /** @throws ProblemException 422 where the state or the code is not taken, 409 where Google does not take the client */
    GoogleCredentialResponse connect(GoogleCredentialRequest request) {
        var consent = credentials.answer(request.state());
        var settings = settings(consent.integration());
        if (!settings.destination().equals(consent.destination())) {
            throw ProblemException.invalid("state", "outdated",
                    "the integration goes elsewhere since this was asked for: begin another one");
        }
        try {
            var answer = google.exchange(settings, request.code(), consent.redirectUri(), consent.verifier());
            var account = answer.account();
            var refresh = answer.refresh();
            if (account == null || refresh == null) {
                throw ProblemException.conflict("Google tells neither whose account it is nor how to go on with it");
            }
            if (!account.scopes().contains(GoogleSettings.SCOPE)) {
                end(settings, refresh);
                throw ProblemException.invalid("code", "not-granted",
                        "the calendar has not been granted: begin again, and tick it");
            }
            return credentials.connect(consent.credential(), account, answer, refresh, settings.destination());
        } catch (GoogleRefusal refusal) {
            throw problem(refusal);
        }
    }

    /** Ends the consent at Google, as far as that is to be reached, and forgets the account. */
    void disconnect(UUID id, IfMatch ifMatch) {
        ifMatch.check(() -> credentials.get(id));
        integrations.load(credentials.integrationOf(id))
                .map(loaded -> GoogleSettings.of(loaded.connection()))
                .ifPresent(settings -> credentials.tokensOf(id, settings.destination())
                        .ifPresent(tokens -> end(settings, tokens.refresh())));
        credentials.delete(id);
    }

    private void end(GoogleSettings settings, Secret token) {
        var failure = google.revoke(settings, token);
        if (failure != null) {
            log.warn("a consent could not be ended at Google: {}", failure);
        }
    }

    private GoogleSettings settings(UUID integration) {
        return integrations.load(integration)
                .filter(loaded -> loaded.provider().equals(GoogleSettings.NAME) && loaded.isActive())
                .map(loaded -> GoogleSettings.of(loaded.connection()))
                .orElseThrow(() -> ProblemException.invalid("integrationId", "unknown-reference",
                        "there is no connected integration of that id by " + GoogleSettings.NAME));
    }

    private static String url(GoogleSettings settings, String redirectUri, String state, String verifier) {
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
        return UriComponentsBuilder.fromUriString(settings.authorizationUrl())
                .queryParam("response_type", "code")
                .queryParam("client_id", encoded(settings.clientId()))
                .queryParam("redirect_uri", encoded(redirectUri))
                .queryParam("scope", encoded(SCOPES))
                .queryParam("state", state)
                .queryParam("code_challenge", challenge)
                .queryParam("code_challenge_method", "S256")
                .queryParam("access_type", "offline")
                .queryParam("prompt", "consent")
                .build(true)
                .toUriString();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static ProblemException problem(GoogleRefusal refusal) {
        if (refusal.isOfTheGrant()) {
            return ProblemException.invalid("code", "refused",
                    "Google does not take the code; it may be used, or have expired: begin again");
        }
        return refusal.answer().permanent()
                ? ProblemException.conflict("the account cannot be connected: " + refusal.getMessage())
                : ProblemException.of(ProblemType.UNAVAILABLE, String.valueOf(refusal.getMessage()));
    }
}
