package dev.tenantry.identity.session;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.crypto.Secret;

/** The organization that the current session works in. */
@RestController
class SessionOrganizationController {

    private final OrganizationSwitch organizationSwitch;
    private final IdentitySettings settings;

    SessionOrganizationController(OrganizationSwitch organizationSwitch, IdentitySettings settings) {
        this.organizationSwitch = organizationSwitch;
        this.settings = settings;
    }

    @PutMapping("/api/v1/session/organization")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    ResponseEntity<SwitchResponse> replace(@Valid @RequestBody SwitchRequest request) {
        var tokens = organizationSwitch.turnTo(Caller.current(), request.organizationId());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new SwitchResponse(tokens.membership().organizationId(), tokens.membership().role(),
                        tokens.accessToken(), "bearer", settings.tokenLife().toSeconds(), tokens.expiresAt(),
                        tokens.refreshToken()));
    }

    record SwitchRequest(@NotNull UUID organizationId) {}

    /** @param expiresIn in seconds */
    record SwitchResponse(
            UUID organizationId,
            String role,
            Secret accessToken,
            String tokenType,
            long expiresIn,
            Instant expiresAt,
            Secret refreshToken) {}
}
