package dev.tenantry.identity.signin;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.MetadataRules;
import dev.tenantry.identity.account.NewAccounts;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.database.RolePool;

/** Makes accounts: the user, the identity, the profile and the personal organization, all or nothing. */
@Service
public class SignUp {

    private final RolePool pool;
    private final Users users;
    private final NewAccounts accounts;
    private final Sessions sessions;
    private final PasswordRules passwords;
    private final MetadataRules metadataRules;

    SignUp(RolePool authPool, Users users, NewAccounts accounts, Sessions sessions, PasswordRules passwords,
            MetadataRules metadataRules) {
        this.pool = authPool;
        this.users = users;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.metadataRules = metadataRules;
    }

    /** Makes an account and signs it in. */
    TokenPair signUp(String email, String password, Map<String, Object> metadata) {
        var hash = check(email, password, metadata);
        return created(() -> {
            var user = create(email, hash, metadata);
            return sessions.begin(user, SignInMethod.PASSWORD);
        }).get();
    }

    /** Makes an account of somebody who tells nothing, and signs it in. */
    TokenPair signUpAnonymously(Map<String, Object> metadata) {
        metadataRules.limit(metadata);
        return pool
                .inTransaction(
                        () -> sessions.begin(accounts.create(NewUser.anonymous(metadata)), SignInMethod.ANONYMOUS))
                .get();
    }

    /**
     * Makes an account that nobody is signed in to yet.
     *
     * @throws AuthException 422 where the address or the password is refused
     */
    public User create(String email, String password, @Nullable String name) {
        var address = EmailAddress.parse(email);
        Map<String, Object> metadata = name == null ? Map.of() : Map.of("name", name);
        var hash = check(address, password, metadata);
        return created(() -> create(address, hash, metadata));
    }

    /**
     * Makes an account that has no password yet, for the installation itself.
     *
     * @param appMetadata what the application notes besides
     * @throws AuthException 422 where the address is refused
     */
    public User createWithoutPassword(String email, String name, Map<String, Object> appMetadata) {
        var address = EmailAddress.parse(email);
        Map<String, Object> metadata = Map.of("name", name);
        return created(() -> accounts.create(NewUser.byEmail(address, true, null, metadata).with(appMetadata)));
    }

    private String check(String email, String password, Map<String, Object> metadata) {
        passwords.check(password);
        metadataRules.limit(metadata);
        if (users.findByEmail(email).isPresent()) {
            throw AuthException.userAlreadyExists();
        }
        return passwords.hash(password);
    }

    private <T> T created(Supplier<T> creation) {
        try {
            return pool.inTransaction(creation);
        } catch (DuplicateKeyException _) {
            throw AuthException.userAlreadyExists();
        }
    }

    private User create(String email, String hash, Map<String, Object> metadata) {
        return accounts.create(NewUser.byEmail(email, true, hash, metadata));
    }
}
