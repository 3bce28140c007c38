package dev.tenantry.identity.federation.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderUnreachableException;
import dev.tenantry.identity.session.ProviderTokens;

/** Exchanges a provider's code for what the provider tells of the person. Outside of transactions. */
@Component
class CodeExchange {

    private static final Logger log = LoggerFactory.getLogger(CodeExchange.class);

    private final ProviderClient client;
    private final IdTokens idTokens;
    private final OidcProfiles profiles;
    private final JsonMapper json;
    private final String callback;

    CodeExchange(ProviderClient client, IdTokens idTokens, OidcProfiles profiles, JsonMapper json,
            IdentitySettings settings) {
        this.client = client;
        this.idTokens = idTokens;
        this.profiles = profiles;
        this.json = json;
        this.callback = settings.issuer() + "/callback";
    }

    /** Who came back, and what the provider's own API is asked with. */
    record Exchanged(ExternalProfile profile, ProviderTokens tokens) {

        /** Without what is nobody's business in a log. */
        @Override
        public String toString() {
            return "Exchanged[" + profile.provider() + "]";
        }
    }

    /** Where providers send people back to. */
    String callback() {
        return callback;
    }

    /** @throws AuthException where the provider does not confirm the code, or in a way that is not acceptable */
    Exchanged exchange(OidcProvider provider, String code, String verifier, String nonce) {
        try {
            var tokens = tokens(provider, code, verifier);
            var accessToken = tokens.path("access_token").asString("");
            if (accessToken.isEmpty()) {
                throw ExternalErrors.exchangeFailed(provider.name());
            }
            var refreshToken = tokens.path("refresh_token").asString("");
            return new Exchanged(profile(provider, tokens, accessToken, nonce),
                    new ProviderTokens(accessToken, refreshToken.isEmpty() ? null : refreshToken));
        } catch (ProviderUnreachableException _) {
            throw ExternalErrors.providerUnreachable(provider.name());
        }
    }

    private ExternalProfile profile(OidcProvider provider, JsonNode tokens, String accessToken, String nonce) {
        if (provider.kind() != OidcProvider.Kind.OPENID) {
            return profiles.of(provider, accessToken);
        }
        try {
            var claims = idTokens.verify(provider, tokens.path("id_token").asString(""));
            if (!nonce.equals(claims.get("nonce")) || !IdTokens.belongsTo(claims, accessToken)) {
                throw new IllegalArgumentException("it is the answer to another request");
            }
            return profiles.of(provider, claims, accessToken);
        } catch (IllegalArgumentException refused) {
            log.warn("an ID token of {} was refused: {}", provider.name(), refused.getMessage());
            throw ExternalErrors.badIdToken(provider.name());
        }
    }

    private JsonNode tokens(OidcProvider provider, String code, String verifier) {
        var form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                callback, "client_id", provider.clientId(), "code_verifier", verifier));
        if (provider.clientSecret() != null) {
            form.put("client_secret", provider.clientSecret());
        }
        var reply = client.post(provider.token(), form, Map.of("Accept", "application/json"));
        try {
            var tokens = json.readTree(reply.body());
            if (reply.status() == 200 && tokens.isObject() && !tokens.has("error")) {
                return tokens;
            }
        } catch (JacksonException _) {
            // told below
        }
        throw ExternalErrors.exchangeFailed(provider.name());
    }
}
