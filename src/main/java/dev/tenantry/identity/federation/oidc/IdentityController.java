package dev.tenantry.identity.federation.oidc;

import java.util.Map;
import java.util.UUID;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;

/** The ways in which the caller signs in. */
@AuthEndpoint
class IdentityController {

    private final Unlinking unlinking;

    IdentityController(Unlinking unlinking) {
        this.unlinking = unlinking;
    }

    @DeleteMapping("/auth/v1/user/identities/{identityId}")
    @Unmetered
    @SignedIn
    @AnyAddress
    @StepUp
    @ChangesCredentials
    Map<String, Object> unlink(@PathVariable UUID identityId) {
        unlinking.unlink(Caller.current(), identityId);
        return Map.of();
    }
}
