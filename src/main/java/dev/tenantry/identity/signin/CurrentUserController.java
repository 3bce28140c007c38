package dev.tenantry.identity.signin;

import java.util.Locale;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.SignOut;
import dev.tenantry.identity.session.SignOutScope;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.Unmetered;

@AuthEndpoint
class CurrentUserController {

    private final Users users;
    private final SignOut signOut;

    CurrentUserController(Users users, SignOut signOut) {
        this.users = users;
        this.signOut = signOut;
    }

    @GetMapping("/auth/v1/user")
    @Unmetered
    @SignedIn
    @AnyAddress
    ResponseEntity<UserResponse> user() {
        var user = users.find(Caller.current().userId()).orElseThrow(AuthException::sessionNotFound);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(UserResponse.of(user));
    }

    @PostMapping("/auth/v1/logout")
    @Unmetered
    @SignedIn
    @AnyAddress
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@RequestParam(defaultValue = "global") String scope) {
        signOut.signOut(Caller.current(), scope(scope));
    }

    private static SignOutScope scope(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "local" -> SignOutScope.LOCAL;
            case "others" -> SignOutScope.OTHERS;
            case "global" -> SignOutScope.GLOBAL;
            default -> throw AuthException.malformed("Unsupported logout scope: it is local, others or global");
        };
    }
}
