package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.Grant;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.session.TokenRequest;
import dev.tenantry.shared.crypto.Secret;

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
        var email = request.email() == null ? "" : request.email();
        var phone = request.phone() == null ? "" : request.phone();
        if (email.isBlank() && phone.isBlank()) {
            throw AuthException.malformed("missing email or phone");
        }
        if (!email.isBlank() && !phone.isBlank()) {
            throw AuthException.malformed("Only an email address or phone number should be provided on login.");
        }
        return email.isBlank()
                ? byPhone(phone, Secret.reveal(request.password()))
                : byEmail(email, Secret.reveal(request.password()));
    }

    private TokenPair byEmail(String given, @Nullable String password) {
        var email = EmailAddress.normal(given);
        if (email == null || password == null || password.isEmpty()) {
            throw AuthException.invalidCredentials();
        }
        return signIn.byEmail(email, password);
    }

    private TokenPair byPhone(String given, @Nullable String password) {
        if (!settings.phoneEnabled()) {
            throw AuthException.phoneSignInDisabled();
        }
        var phone = PhoneNumber.normal(given);
        if (phone == null || password == null || password.isEmpty()) {
            throw AuthException.invalidCredentials();
        }
        return signIn.byPhone(phone, password);
    }
}
