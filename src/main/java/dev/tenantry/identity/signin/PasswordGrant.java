package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.settings.AccountSettings;

@Component
class PasswordGrant implements Grant {

    private final SignIn signIn;
    private final AccountSettings settings;

    PasswordGrant(SignIn signIn, AccountSettings settings) {
        this.signIn = signIn;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "password";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        var password = request.password();
        if (request.email() != null && !request.email().isBlank()) {
            return byEmail(request.email(), required(password, "email"));
        }
        if (request.phone() != null && !request.phone().isBlank()) {
            return byPhone(request.phone(), password);
        }
        throw AuthException.invalid("email and password are required");
    }

    private TokenPair byEmail(String given, String password) {
        var email = EmailAddress.normal(given);
        if (email == null) {
            throw AuthException.invalidCredentials();
        }
        return signIn.byEmail(email, password);
    }

    private TokenPair byPhone(String given, @Nullable String password) {
        if (!settings.phoneEnabled()) {
            throw AuthException.phoneDisabled();
        }
        var phone = PhoneNumber.normal(given);
        if (phone == null) {
            throw AuthException.invalidCredentials();
        }
        return signIn.byPhone(phone, required(password, "phone"));
    }

    private static String required(@Nullable String password, String name) {
        if (password == null || password.isEmpty()) {
            throw AuthException.invalid(name + " and password are required");
        }
        return password;
    }
}
