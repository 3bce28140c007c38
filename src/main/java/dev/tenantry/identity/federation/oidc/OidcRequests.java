package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.FederatedSignIn;
import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.flow.CodeChallenge;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.database.RolePool;

/** Sends people to identity providers. */
@Service
class OidcRequests {

    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    /** What clients may ask of the provider besides. */
    private static final Set<String> FORWARDED = Set.of("prompt", "access_type", "login_hint", "hd", "ui_locales",
            "max_age", "include_granted_scopes", "kc_idp_hint");
    private static final int MAX_LENGTH = 200;

    private final RolePool pool;
    private final OidcProviders providers;
    private final OidcStates states;
    private final FlowStates flows;
    private final Redirects redirects;
    private final FederatedSignIn signIn;

    OidcRequests(RolePool authPool, OidcProviders providers, OidcStates states, FlowStates flows, Redirects redirects,
            FederatedSignIn signIn) {
        this.pool = authPool;
        this.providers = providers;
        this.states = states;
        this.flows = flows;
        this.redirects = redirects;
        this.signIn = signIn;
    }

    /**
     * @param parameters  all parameters of the request; the provider is told those that it may know of
     * @param linker     to whose account the identity is to be added
     */
    record Wanted(
            @Nullable String provider,
            @Nullable String redirectTo,
            @Nullable String scopes,
            @Nullable CodeChallenge challenge,
            Map<String, String> parameters,
            @Nullable Linker linker) {}

    /**
     * @param browser what the browser keeps that is to come back; null where the holder of the code verifier is trusted
     *                instead
     * @return where to go
     * @throws AuthException where there is no such provider, or it does not answer
     */
    URI begin(Wanted wanted, @Nullable String browser) {
        if (wanted.provider == null || wanted.provider.isBlank()) {
            throw ExternalErrors.unsupportedProvider("");
        }
        var name = providers.nameOf(wanted.provider);
        var provider = signIn.attempt(name, () -> providers.find(name));
        var scopes = scopes(provider, wanted.scopes);
        var target = redirects.resolve(wanted.redirectTo);
        var state = pool.inTransaction(() -> {
            var flow = wanted.challenge == null ? null : flows.start(wanted.challenge, SignInMethod.OAUTH);
            return states.start(new OidcStates.OidcRequest(provider.name(), target, flow, wanted.linker), browser);
        });
        return URI.create(url(provider, scopes, state, wanted.parameters));
    }

    private static Set<String> scopes(OidcProvider provider, @Nullable String asked) {
        var scopes = new LinkedHashSet<>(provider.scopes());
        if (asked != null && !asked.isBlank()) {
            Arrays.stream(asked.strip().split("[ ,]+")).forEach(scope -> {
                if (!SCOPE.matcher(scope).matches()) {
                    throw AuthException.invalid("scopes has characters that no scope has");
                }
                scopes.add(scope);
            });
        }
        return scopes;
    }

    private String url(OidcProvider provider, Set<String> scopes, String state, Map<String, String> asked) {
        var parameters = new LinkedHashMap<String, String>();
        asked.forEach((name, value) -> {
            if (FORWARDED.contains(name) && value.length() <= MAX_LENGTH) {
                parameters.put(name, value);
            }
        });
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.clientId());
        parameters.put("redirect_uri", providers.redirectUri());
        parameters.put("scope", String.join(" ", scopes));
        parameters.put("state", state);
        parameters.put("code_challenge", states.challenge(state));
        parameters.put("code_challenge_method", "S256");
        if (provider.kind() == OidcProvider.Kind.OPENID) {
            parameters.put("nonce", states.nonce(state));
        }
        var target = provider.authorization().toString();
        return target + (target.contains("?") ? "&" : "?") + parameters.entrySet()
                .stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
