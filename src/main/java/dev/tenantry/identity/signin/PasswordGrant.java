package dev.tenantry.identity.signin;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.TokenPair;

@Component
class PasswordGrant implements Grant {

    private final SignIn signIn;

    PasswordGrant(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public String type() {
        return "password";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        var given = request.email();
        if (given == null || given.isBlank()) {
            throw request.phone() != null && !request.phone().isBlank()
                    ? AuthException.phoneDisabled()
                    : AuthException.invalid("email and password are required");
        }
        var password = request.password();
        if (password == null || password.isEmpty()) {
            throw AuthException.invalid("email and password are required");
        }
        var email = EmailAddress.normal(given);
        if (email == null) {
            throw AuthException.invalidCredentials();
        }
        return signIn.signIn(email, password);
    }
}
