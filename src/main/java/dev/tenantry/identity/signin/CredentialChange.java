package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Secret;

/**
 * What is to be another than it is.
 *
 * @param email    null where the address stays
 * @param phone    null where the number stays
 * @param password null where the password stays
 */
record CredentialChange(@Nullable String email, @Nullable String phone, @Nullable Secret password) {

    /** @throws AuthException 400 where a value is none, 403 where it is not the person's to change */
    static CredentialChange of(UserUpdateRequest request, User user) {
        if (request.appMetadata() != null) {
            throw AuthException.notAdmin("Updating app_metadata requires admin privileges");
        }
        var email = request.email() == null ? null : EmailAddress.parse(request.email());
        var phone = request.phone() == null ? null : PhoneNumber.parse(request.phone());
        if (phone != null) {
            PhoneNumber.checkChannel(request.channel());
        }
        return new CredentialChange(email == null || email.equals(user.email()) ? null : email,
                phone == null || phone.equals(user.phone()) ? null : phone, request.password());
    }

    /** @throws AuthException where this person may not change it */
    void check(User user, boolean isSecondFactorDue) {
        if (email == null && phone == null && password == null) {
            return;
        }
        if (isSecondFactorDue) {
            throw AuthException.secondFactorNeeded();
        }
        if (user.isSsoUser()) {
            throw AuthException.userSsoManaged();
        }
        if (user.isAnonymous() && password != null && email == null && phone == null) {
            throw AuthException.invalid(
                    "Updating password of an anonymous user without an email or phone is not allowed");
        }
    }
}
