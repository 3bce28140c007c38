package dev.tenantry.identity.federation.oidc;

import io.jsonwebtoken.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.session.TokenRequest;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

/** Reads from an ID token that an application got by itself whom the provider vouches for. */
@Component
class IdTokenProfiles {

    private final IdTokens idTokens;
    private final OidcProfiles profiles;

    IdTokenProfiles(IdTokens idTokens, OidcProfiles profiles) {
        this.idTokens = idTokens;
        this.profiles = profiles;
    }

    /** @throws ProviderFault where the token is not accepted, or does not belong to what came with it */
    ExternalProfile of(OidcProvider provider, String token, TokenRequest request) {
        var claims = verified(provider, token);
        checkNonce(claims, Secret.reveal(request.nonce()));
        checkAccessToken(claims, Secret.reveal(request.accessToken()));
        return profiles.of(provider, claims, Secret.reveal(request.accessToken()));
    }

    private Claims verified(OidcProvider provider, String token) {
        try {
            return idTokens.verify(provider, token);
        } catch (ProviderFault fault) {
            throw fault.isOfIdToken() ? fault.toldAs(ExternalErrors.oauth("invalid request", "Bad ID token")) : fault;
        }
    }

    /** The token holds the SHA-256 of the nonce, so that who sees the token does not know the nonce. */
    private static void checkNonce(Claims claims, @Nullable String nonce) {
        var expected = claims.get("nonce");
        var isSent = nonce != null && !nonce.isEmpty();
        if (isSent != (expected != null)) {
            throw refused(RefusalReason.ID_TOKEN_NONCE, "invalid request",
                    "Passed nonce and nonce in id_token should either both exist or not.");
        }
        if (nonce != null && isSent && !Digests.fingerprint(nonce).equals(expected)) {
            throw refused(RefusalReason.ID_TOKEN_NONCE, "invalid nonce", "Nonces mismatch");
        }
    }

    private static void checkAccessToken(Claims claims, @Nullable String accessToken) {
        if (accessToken != null && !accessToken.isEmpty() && !IdTokens.belongsTo(claims, accessToken)) {
            throw refused(RefusalReason.ID_TOKEN_ACCESS_TOKEN, "invalid request",
                    "access_token does not belong to the ID token");
        }
    }

    /** What the application did wrong, not the provider: it is told. */
    private static ProviderFault refused(RefusalReason reason, String error, String text) {
        return ProviderFault.of(reason, text, ExternalErrors.oauth(error, text));
    }
}
