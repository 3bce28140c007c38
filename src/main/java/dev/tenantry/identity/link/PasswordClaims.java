package dev.tenantry.identity.link;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.identity.password.Passwords;
import dev.tenantry.shared.crypto.Secret;

/** Takes the passwords of sign-ups. Outside of transactions; and as long for an address that is claimed as for one that is not. */
@Component
public class PasswordClaims {

    private final PasswordRules rules;
    private final Passwords passwords;
    private final Users users;

    PasswordClaims(PasswordRules rules, Passwords passwords, Users users) {
        this.rules = rules;
        this.passwords = passwords;
        this.users = users;
    }

    /** @throws dev.tenantry.identity.error.AuthException 422 where the password is refused, with the reason */
    public PasswordClaim of(Recipient recipient, String password) {
        rules.check(password);
        var claimed = recipient.find(users)
                .filter(user -> !recipient.isConfirmed(user))
                .map(User::passwordHash)
                .orElse(null);
        if (claimed == null) {
            return new PasswordClaim(new Secret(passwords.hash(password)), null);
        }
        return new PasswordClaim(null, passwords.matches(password, claimed.value()) ? claimed : null);
    }
}
