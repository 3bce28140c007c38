package dev.tenantry.identity.signin;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.oauth.Providers;
import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.web.AuthEndpoint;
import dev.tenantry.shared.access.Anonymous;

/** What clients ask of the service before anybody is signed in. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class ServiceController {

    private final IdentitySettings settings;
    private final Providers providers;

    ServiceController(IdentitySettings settings, Providers providers) {
        this.settings = settings;
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
        var external = new TreeMap<>(Map.of("email", true, "phone", false, "anonymous_users", false));
        providers.names().forEach(name -> external.put(name, true));
        return new Settings(external, !settings.signUpEnabled(), true, false, "", true);
    }

    record Health(String version, String name, String description) {}

    /** @param external by which means one can sign in */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Settings(Map<String, Boolean> external, boolean disableSignup, boolean mailerAutoconfirm,
            boolean phoneAutoconfirm, String smsProvider, boolean samlEnabled) {}
}
