package dev.tenantry.identity.signin;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.Refreshing;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.access.Anonymous;

@RestController
class TokenController {

    private final SignIn signIn;
    private final Refreshing refreshing;
    private final Clock clock;

    TokenController(SignIn signIn, Refreshing refreshing, Clock clock) {
        this.signIn = signIn;
        this.refreshing = refreshing;
        this.clock = clock;
    }

    @PostMapping("/auth/v1/token")
    @Anonymous("this is where people sign in")
    ResponseEntity<SessionResponse> token(@RequestParam("grant_type") @Nullable String grantType,
            @RequestBody Credentials request) {
        var tokens = switch (grantType) {
            case "password" -> byPassword(request);
            case "refresh_token" -> byRefreshToken(request);
            case null, default -> throw AuthException.unsupportedGrantType();
        };
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResponse.of(tokens, clock));
    }

    private TokenPair byPassword(Credentials request) {
        if (request.email() == null) {
            throw request.phone() != null
                    ? AuthException.phoneDisabled()
                    : AuthException.invalid("email and password are required");
        }
        if (request.password() == null || request.password().isEmpty()) {
            throw AuthException.invalid("email and password are required");
        }
        var email = EmailAddress.normal(request.email());
        if (email == null) {
            throw AuthException.invalidCredentials();
        }
        return signIn.signIn(email, request.password());
    }

    private TokenPair byRefreshToken(Credentials request) {
        if (request.refreshToken() == null) {
            throw AuthException.invalid("refresh_token is required");
        }
        return refreshing.refresh(request.refreshToken());
    }
}
