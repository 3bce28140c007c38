package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;

@AuthEndpoint
class UserUpdateController {

    private final UserUpdate update;
    private final Limits limits;

    UserUpdateController(UserUpdate update, Limits limits) {
        this.update = update;
        this.limits = limits;
    }

    @PutMapping("/auth/v1/user")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    @ChangesCredentials
    ResponseEntity<UserResponse> update(@RequestBody UserUpdateRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        if (request.email() != null || request.phone() != null) {
            // It is told whether somebody has it: so that nobody asks for a list of addresses.
            limits.charge(Limit.ADDRESS_CHANGES_PER_ACCOUNT, Caller.current().userId().toString());
        }
        var user = update.update(Caller.current(), request, redirectTo);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(UserResponse.of(user));
    }
}
