package dev.tenantry.identity.federation.oidc;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.identity.federation.SignInProtocol.Authenticated;
import dev.tenantry.identity.session.ProviderTokens;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.crypto.Secret;

/** Exchanges a provider's code for what the provider tells of the person. Outside of transactions. */
@Component
class CodeExchange {

    private final ProviderClient client;
    private final OidcStates states;
    private final IdTokens idTokens;
    private final OidcProfiles profiles;
    private final JsonMapper json;
    private final OidcProviders providers;

    CodeExchange(ProviderClient client, OidcStates states, IdTokens idTokens, OidcProfiles profiles, JsonMapper json,
            OidcProviders providers) {
        this.client = client;
        this.states = states;
        this.idTokens = idTokens;
        this.profiles = profiles;
        this.json = json;
        this.providers = providers;
    }

    /**
     * @param state that the code came with
     * @throws ProviderFault where the provider does not confirm the code, or in a way that is not acceptable
     */
    Authenticated exchange(OidcProvider provider, String code, String state) {
        var tokens = tokens(provider, code, states.verifier(state));
        var accessToken = tokens.path("access_token").asString("");
        if (accessToken.isEmpty()) {
            throw ProviderFault.notExchanged("no access token");
        }
        var refreshToken = tokens.path("refresh_token").asString("");
        return new Authenticated(profile(provider, tokens, accessToken, states.nonce(state)), SignInMethod.OAUTH,
                new ProviderTokens(new Secret(accessToken), refreshToken.isEmpty() ? null : new Secret(refreshToken)),
                null);
    }

    private ExternalProfile profile(OidcProvider provider, JsonNode tokens, String accessToken, String nonce) {
        if (provider.kind() != OidcProvider.Kind.OPENID) {
            return profiles.of(provider, accessToken);
        }
        var claims = idTokens.verify(provider, tokens.path("id_token").asString(""));
        if (!nonce.equals(claims.get("nonce"))) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_NONCE, "the nonce is not the request's");
        }
        if (!IdTokens.belongsTo(claims, accessToken)) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_ACCESS_TOKEN, "at_hash is another token's");
        }
        return profiles.of(provider, claims, accessToken);
    }

    private JsonNode tokens(OidcProvider provider, String code, String verifier) {
        var form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                providers.redirectUri(), "client_id", provider.clientId(), "code_verifier", verifier));
        if (provider.clientSecret() != null) {
            form.put("client_secret", provider.clientSecret().value());
        }
        var reply = client.post(provider.token(), form, Map.of("Accept", "application/json"));
        JsonNode tokens;
        try {
            tokens = json.readTree(reply.body().value());
        } catch (JacksonException _) {
            throw ProviderFault.notExchanged("status " + reply.status() + ", no JSON");
        }
        if (reply.status() != 200 || !tokens.isObject() || tokens.has("error")) {
            throw ProviderFault.notExchanged(
                    "status " + reply.status() + ", error " + name(tokens.path("error").asString("")));
        }
        return tokens;
    }

    /** What a provider calls an error: a word of RFC 6749, and nothing that somebody else may have put there. */
    static String name(String error) {
        return error.matches("[A-Za-z0-9_.-]{1,60}") ? error : "without a name";
    }
}
