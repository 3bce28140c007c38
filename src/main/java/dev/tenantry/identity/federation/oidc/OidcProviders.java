package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;

/** The identity providers of the configuration, and what is known of three of them without it. */
@Component
@EnableConfigurationProperties(OauthSettings.class)
public class OidcProviders {

    private static final String GITHUB = "github";
    private static final String DISCORD = "discord";
    private static final Map<String, ProviderSettings> KNOWN = Map.of(
            "google", preset("https://accounts.google.com", null, null, null, null, List.of("email", "profile")),
            GITHUB, preset(null, "https://github.com/login/oauth/authorize",
                    "https://github.com/login/oauth/access_token", "https://api.github.com/user",
                    "https://api.github.com/user/emails", List.of("user:email")),
            DISCORD, preset(null, "https://discord.com/api/oauth2/authorize", "https://discord.com/api/oauth2/token",
                    "https://discord.com/api/users/@me", null, List.of("identify", "email")));

    private final OauthSettings settings;
    private final Discovery discovery;
    private final String redirectUri;

    OidcProviders(OauthSettings settings, Discovery discovery, IdentitySettings identity) {
        this.settings = settings;
        this.discovery = discovery;
        this.redirectUri = identity.issuer() + "/callback";
        settings.providers().forEach(OidcProviders::check);
    }

    /** The names of those that can be signed in through. */
    public Set<String> names() {
        return new TreeSet<>(settings.providers().keySet());
    }

    /** Where providers send people back to. */
    String redirectUri() {
        return redirectUri;
    }

    /** The provider's name as it is configured. @throws AuthException 400 where there is none */
    String nameOf(String asked) {
        var name = asked.toLowerCase(Locale.ROOT);
        if (!settings.providers().containsKey(name)) {
            throw ExternalErrors.unsupportedProvider(name);
        }
        return name;
    }

    /**
     * @throws AuthException                                     400 where there is no such provider
     * @throws dev.tenantry.identity.federation.ProviderFault where it does not describe itself
     */
    OidcProvider find(String asked) {
        var name = nameOf(asked);
        var own = Objects.requireNonNull(settings.providers().get(name));
        var client = Objects.requireNonNull(own.clientId());
        var known = KNOWN.getOrDefault(name, own);
        var issuer = own.issuer() == null ? known.issuer() : own.issuer();
        return issuer == null
                ? plain(name, own, known, client)
                : open(name, own, known, issuer, client);
    }

    private OidcProvider open(String name, ProviderSettings own, ProviderSettings known, String issuer, String client) {
        var described = discovery.of(issuer);
        var scopes = new LinkedHashSet<>(List.of("openid", "email", "profile"));
        scopes.addAll(own.scopes());
        return new OidcProvider(name, OidcProvider.Kind.OPENID, issuer, described.authorization(), described.token(),
                described.userinfo(), null, described.keys(), client, own.clientSecret(), List.copyOf(scopes),
                audiences(own, client));
    }

    private static OidcProvider plain(String name, ProviderSettings own, ProviderSettings known, String client) {
        var scopes = new ArrayList<>(known.scopes());
        own.scopes().stream().filter(scope -> !scopes.contains(scope)).forEach(scopes::add);
        return new OidcProvider(name, name.equals(DISCORD) ? OidcProvider.Kind.DISCORD : OidcProvider.Kind.GITHUB, null,
                either(own.authorizationUri(), known.authorizationUri()), either(own.tokenUri(), known.tokenUri()),
                either(own.userinfoUri(), known.userinfoUri()),
                own.emailsUri() == null ? known.emailsUri() : own.emailsUri(), null, client, own.clientSecret(),
                scopes, audiences(own, client));
    }

    private static Set<String> audiences(ProviderSettings own, String client) {
        var audiences = new HashSet<>(own.audiences());
        audiences.add(client);
        return audiences;
    }

    private static void check(String name, ProviderSettings own) {
        var property = "tenantry.identity.providers." + name;
        if (own.clientId() == null || own.clientId().isBlank()) {
            throw new IllegalStateException(property + ".client-id is missing");
        }
        if (!KNOWN.containsKey(name) && own.issuer() == null) {
            throw new IllegalStateException(property + ".issuer is missing");
        }
        if (!name.equals(name.toLowerCase(Locale.ROOT)) || name.contains(":")) {
            throw new IllegalStateException(property + ": names are in lower case, and without colons");
        }
    }

    private static URI either(@Nullable URI own, @Nullable URI known) {
        var uri = own == null ? known : own;
        if (uri == null) {
            throw new IllegalStateException("an endpoint is missing");
        }
        return uri;
    }

    private static ProviderSettings preset(@Nullable String issuer, @Nullable String authorization,
            @Nullable String token, @Nullable String userinfo, @Nullable String emails, List<String> scopes) {
        return new ProviderSettings(issuer, null, null, uri(authorization), uri(token), uri(userinfo), uri(emails),
                scopes, List.of());
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }
}
