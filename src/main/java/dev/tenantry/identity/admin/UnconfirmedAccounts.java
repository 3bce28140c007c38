package dev.tenantry.identity.admin;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.NewAccounts;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.PasswordClaim;
import dev.tenantry.identity.link.PasswordClaims;
import dev.tenantry.identity.link.Recipient;

/** Accounts that links are made for: those whose address nobody has confirmed, present or new. */
@Component
class UnconfirmedAccounts {

    private final Users users;
    private final NewAccounts accounts;
    private final PasswordClaims claims;

    UnconfirmedAccounts(Users users, NewAccounts accounts, PasswordClaims claims) {
        this.users = users;
        this.accounts = accounts;
        this.claims = claims;
    }

    /** The account whose address is yet to be confirmed. @throws AuthException 422 where somebody has confirmed it */
    Optional<User> find(String email) {
        var present = users.findByEmail(email);
        if (present.filter(user -> user.emailConfirmedAt() != null).isPresent()) {
            throw AuthException.emailExists();
        }
        return present;
    }

    User create(NewUser user) {
        return accounts.create(user);
    }

    /** Whether the address is to be had comes before what is chosen for it. @throws AuthException 400 or 422 */
    PasswordClaim claim(String email, @Nullable String password) {
        find(email);
        if (password == null || password.isEmpty()) {
            throw AuthException.malformed("Signup requires a valid password");
        }
        return claims.of(Recipient.byEmail(email), password);
    }
}
