package dev.tenantry.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.signin.SignUp;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Accounts, for those who set an installation up: people themselves sign up. */
@Service
public class Accounts {

    private final RolePool pool;
    private final SignUp signUp;
    private final Users users;
    private final Memberships memberships;
    private final AccountReset reset;

    Accounts(RolePool authPool, SignUp signUp, Users users, Memberships memberships,
            AccountReset reset) {
        this.pool = authPool;
        this.signUp = signUp;
        this.users = users;
        this.memberships = memberships;
        this.reset = reset;
    }

    /**
     * An account.
     *
     * @param organizationId the default organization, at first the personal one
     */
    record Account(UUID userId, String email, UUID organizationId) {}

    /**
     * Makes an account with its profile and personal organization. Nobody is signed in to it.
     *
     * @throws RuntimeException that says which value is refused, or that the address is taken
     */
    Account create(String email, String password, @Nullable String name) {
        return account(signUp.create(email, password, name));
    }

    Optional<Account> find(String email) {
        return users.findByEmail(EmailAddress.canonical(email.strip())).map(this::account);
    }

    /** Makes the account one of the platform's administrators. */
    public void grantSuperAdmin(UUID userId) {
        users.grantSuperAdmin(userId);
    }

    /** Whether the account's address is known to be its holder's. */
    boolean isProven(Account account) {
        return users.find(account.userId()).orElseThrow().provenEmail() != null;
    }

    /**
     * Hands the account over to whom the configuration names: nothing by which whoever made it could come in is left.
     *
     * @throws RuntimeException that says why the password is refused
     */
    void reset(Account account, String password) {
        reset.to(account.userId(), password);
    }

    /** Whether the platform has an administrator. */
    public boolean haveSuperAdmin() {
        return users.haveSuperAdmin();
    }

    Account account(User user) {
        var home = pool.inTransaction(() -> memberships.of(user.id()))
                .stream()
                .findFirst()
                .map(Membership::organizationId)
                .orElseThrow();
        return new Account(user.id(), Objects.requireNonNull(user.email()), home);
    }
}
