package dev.tenantry.identity.signin;

import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.web.AuthEndpoint;
import dev.tenantry.shared.access.Anonymous;

/** What clients ask of the service before anybody is signed in. */
@AuthEndpoint
@RequestMapping("/auth/v1")
class ServiceController {

    private final IdentitySettings settings;

    ServiceController(IdentitySettings settings) {
        this.settings = settings;
    }

    @GetMapping("/health")
    @Anonymous("clients ask whether the service is there")
    Health health() {
        return new Health("1", "Tenantry", "Sign-up, sign-in and sessions");
    }

    @GetMapping("/settings")
    @Anonymous("clients ask how one can sign in")
    Settings settings() {
        return new Settings(Map.of("email", true, "phone", false, "anonymous_users", false), !settings.signUpEnabled(),
                true, false, "", false);
    }

    record Health(String version, String name, String description) {}

    /** @param external by which means one can sign in */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Settings(Map<String, Boolean> external, boolean disableSignup, boolean mailerAutoconfirm,
            boolean phoneAutoconfirm, String smsProvider, boolean samlEnabled) {}
}
