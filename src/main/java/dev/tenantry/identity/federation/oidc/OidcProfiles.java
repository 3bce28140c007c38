package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.jsonwebtoken.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.shared.text.Texts;

/** Finds out from a provider about somebody who has signed in there. */
@Component
class OidcProfiles {

    private static final int MAX_TEXT = 500;

    private final ProviderClient client;
    private final JsonMapper json;

    OidcProfiles(ProviderClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** Of an ID token; and of the provider itself, where the token does not tell an address. */
    ExternalProfile of(OidcProvider provider, Claims claims, @Nullable String accessToken) {
        var told = json.valueToTree(claims);
        if (!told.path("email").isString() && provider.userinfo() != null && accessToken != null) {
            var more = ask(provider.userinfo(), accessToken);
            if (claims.getSubject().equals(text(more, "sub"))) {
                told = more;
            }
        }
        return profile(provider, claims.getSubject(), text(told, "email"), isTrue(told.path("email_verified")),
                text(told, "name"), text(told, "picture"), text(told, "preferred_username"));
    }

    /** Of a provider without ID tokens. */
    ExternalProfile of(OidcProvider provider, String accessToken) {
        var userinfo = provider.userinfo();
        if (userinfo == null) {
            throw ProviderFault.unreadableProfile("no address to ask is configured");
        }
        var told = ask(userinfo, accessToken);
        return provider.kind() == OidcProvider.Kind.DISCORD
                ? discord(provider, told)
                : github(provider, told, accessToken);
    }

    private ExternalProfile github(OidcProvider provider, JsonNode told, String accessToken) {
        var email = text(told, "email");
        var isVerified = false;
        var emails = provider.emails() == null ? json.createArrayNode() : ask(provider.emails(), accessToken);
        for (var candidate : emails) {
            if (isTrue(candidate.path("primary"))) {
                email = text(candidate, "email");
                isVerified = isTrue(candidate.path("verified"));
            }
        }
        return profile(provider, id(told), email, isVerified, text(told, "name"), text(told, "avatar_url"),
                text(told, "login"));
    }

    private static ExternalProfile discord(OidcProvider provider, JsonNode told) {
        var id = id(told);
        var avatar = text(told, "avatar");
        return profile(provider, id, text(told, "email"), isTrue(told.path("verified")), text(told, "global_name"),
                avatar == null ? null : "https://cdn.discordapp.com/avatars/" + id + "/" + avatar + ".png",
                text(told, "username"));
    }

    private JsonNode ask(URI url, String accessToken) {
        var reply = client.get(url, Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken));
        if (reply.status() != 200) {
            throw ProviderFault.unreadableProfile(url.getPath() + ": status " + reply.status());
        }
        try {
            return json.readTree(reply.body().value());
        } catch (JacksonException _) {
            throw ProviderFault.unreadableProfile(url.getPath() + ": no JSON");
        }
    }

    private static ExternalProfile profile(OidcProvider provider, String subject, @Nullable String email,
            boolean isEmailVerified, @Nullable String name, @Nullable String picture, @Nullable String userName) {
        var data = new LinkedHashMap<String, Object>();
        data.put("iss",
                provider.issuer() == null ? provider.authorization().resolve("/").toString() : provider.issuer());
        data.put("sub", subject);
        data.put("provider_id", subject);
        data.put("email_verified", isEmailVerified);
        data.put("phone_verified", false);
        put(data, "email", email);
        put(data, "name", name);
        put(data, "full_name", name);
        put(data, "picture", picture);
        put(data, "avatar_url", picture);
        put(data, "user_name", userName);
        put(data, "preferred_username", userName);
        return new ExternalProfile(provider.name(), subject, email, isEmailVerified && email != null, data);
    }

    private static void put(Map<String, Object> data, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            data.put(name, Texts.beginning(value, MAX_TEXT));
        }
    }

    private static String id(JsonNode told) {
        var id = told.path("id");
        if (!id.isString() && !id.isIntegralNumber() || id.asString().isBlank()) {
            throw ProviderFault.unreadableProfile("no id");
        }
        return id.asString();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : null;
    }

    /** Some providers write it as a text. */
    private static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.asBoolean() || node.isString() && node.asString().equals("true");
    }
}
