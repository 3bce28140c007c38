package dev.tenantry.identity.signin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.AutoConfirm;
import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.federation.oidc.OidcProviders;
import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.Anonymous;

/** What clients ask of the service before anybody is signed in. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class ServiceController {

    /** Clients look for what they know and expect an answer, a negative one too. */
    private static final List<String> KNOWN = List.of("apple", "azure", "bitbucket", "discord", "facebook", "figma",
            "fly", "github", "gitlab", "google", "kakao", "keycloak", "linkedin", "linkedin_oidc", "notion", "slack",
            "slack_oidc", "snapchat", "spotify", "twitch", "twitter", "workos", "x", "zoom");

    private final IdentitySettings settings;
    private final AccountSettings accounts;
    private final AutoConfirm autoConfirm;
    private final Notifications notifications;
    private final OidcProviders providers;

    ServiceController(IdentitySettings settings, AccountSettings accounts, AutoConfirm autoConfirm,
            Notifications notifications, OidcProviders providers) {
        this.settings = settings;
        this.accounts = accounts;
        this.autoConfirm = autoConfirm;
        this.notifications = notifications;
        this.providers = providers;
    }

    @GetMapping("/health")
    @Anonymous("clients ask whether the service is there")
    Health health() {
        return new Health("1", "Tenantry", "Sign-up, sign-in and sessions");
    }

    @GetMapping("/settings")
    @Anonymous("clients ask how one can sign in")
    Settings settings() {
        var external = new TreeMap<>(Map.of("email", true, "phone", accounts.phoneEnabled(), "anonymous_users",
                accounts.anonymousEnabled()));
        KNOWN.forEach(name -> external.put(name, false));
        providers.names().forEach(name -> external.put(name, true));
        return new Settings(external, !settings.signUpEnabled(), autoConfirm.isOn(), false,
                notifications.provider(Channel.SMS), true);
    }

    record Health(String version, String name, String description) {}

    /** @param external by which means one can sign in */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Settings(
            Map<String, Boolean> external,
            boolean disableSignup,
            boolean mailerAutoconfirm,
            boolean phoneAutoconfirm,
            String smsProvider,
            boolean samlEnabled) {}
}
