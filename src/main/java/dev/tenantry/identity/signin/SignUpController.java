package dev.tenantry.identity.signin;

import java.time.Clock;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.web.AuthEndpoint;
import dev.tenantry.shared.access.Anonymous;

@AuthEndpoint
class SignUpController {

    private final SignUp signUp;
    private final IdentitySettings settings;
    private final Clock clock;

    SignUpController(SignUp signUp, IdentitySettings settings, Clock clock) {
        this.signUp = signUp;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/auth/v1/signup")
    @Anonymous("strangers sign up here")
    ResponseEntity<SessionResponse> signUp(@RequestBody Credentials request) {
        if (!settings.signUpEnabled()) {
            throw AuthException.signUpDisabled();
        }
        if (request.email() == null) {
            throw request.phone() != null
                    ? AuthException.phoneDisabled()
                    : AuthException.anonymousDisabled();
        }
        if (request.password() == null || request.password().isEmpty()) {
            throw AuthException.invalid("Signup requires a valid password");
        }
        var tokens = signUp.signUp(EmailAddress.parse(request.email()), request.password(),
                request.data() == null ? Map.of() : request.data());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResponse.of(tokens, clock));
    }
}
