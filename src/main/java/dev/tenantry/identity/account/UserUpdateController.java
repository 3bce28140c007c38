package dev.tenantry.identity.account;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

import dev.tenantry.identity.user.UserResponse;
import dev.tenantry.identity.web.AuthEndpoint;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;

@AuthEndpoint
class UserUpdateController {

    private final UserUpdate update;

    UserUpdateController(UserUpdate update) {
        this.update = update;
    }

    @PutMapping("/auth/v1/user")
    @SignedIn
    @NotImpersonated
    ResponseEntity<UserResponse> update(@RequestBody UserUpdateRequest request,
            @RequestParam(name = "redirect_to", required = false) @Nullable String redirectTo) {
        var user = update.update(Caller.current(), request, redirectTo);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(UserResponse.of(user));
    }
}
