package dev.tenantry.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.identity.password.Passwords;
import dev.tenantry.identity.session.SignOut;
import dev.tenantry.identity.session.SignOutScope;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** Another password. It ends the person's other sessions, and what was sent to sign in with. */
@Component
class PasswordChange {

    /** After this a session alone does not prove that it is still the person's. */
    private static final Duration FRESH = Duration.ofHours(24);

    private final RolePool pool;
    private final Users users;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Throttle throttle;
    private final OneTimeTokens tokens;
    private final SignOut signOut;
    private final AccessCache accesses;
    private final AccountSettings settings;
    private final Clock clock;

    PasswordChange(RolePool authPool, Users users, Passwords passwords, PasswordRules rules, Throttle throttle,
            OneTimeTokens tokens, SignOut signOut, AccessCache accesses, AccountSettings settings, Clock clock) {
        this.pool = authPool;
        this.users = users;
        this.passwords = passwords;
        this.rules = rules;
        this.throttle = throttle;
        this.tokens = tokens;
        this.signOut = signOut;
        this.accesses = accesses;
        this.settings = settings;
        this.clock = clock;
    }

    /** Checks the change, outside of a transaction. @return the hash of the new password */
    String prepare(Caller caller, User user, String password, UserUpdateRequest request) {
        rules.check(password);
        var isProven = request.currentPassword() != null && isCurrent(user, request.currentPassword().value());
        if (!isProven && settings.reauthenticateForPassword() && user.passwordHash() != null && !isFresh(caller)) {
            reauthenticate(user, Secret.reveal(request.nonce()));
        }
        if (user.passwordHash() != null && passwords.matches(password, user.passwordHash().value())) {
            throw AuthException.samePassword();
        }
        return passwords.hash(password);
    }

    /** In the transaction of the caller. */
    void change(Caller caller, User user, String hash) {
        users.changePasswordHash(user.id(), hash);
        tokens.forget(user.id());
        Stream.of(user.email(), user.phone()).filter(Objects::nonNull).forEach(throttle::forget);
        signOut.signOut(caller, SignOutScope.OTHERS);
    }

    /** After the transaction: what was read during it may be old. */
    void settled(Caller caller, @Nullable String hash) {
        if (hash != null) {
            accesses.forgetUser(caller.userId());
        }
    }

    /** Guesses count as they do at sign-in. @throws AuthException 400 where the password is another one */
    private boolean isCurrent(User user, String password) {
        var name = user.email() == null ? user.phone() : user.email();
        if (name == null || user.passwordHash() == null) {
            throw AuthException.invalidCredentials();
        }
        throttle.book(name);
        var isRight = false;
        try {
            isRight = passwords.matches(password, user.passwordHash().value());
        } catch (RuntimeException unevaluated) {
            throttle.released(name);
            throw unevaluated;
        }
        if (!isRight) {
            throttle.failed(name);
            throw AuthException.invalidCredentials();
        }
        throttle.succeeded(name);
        return true;
    }

    private boolean isFresh(Caller caller) {
        var began = pool.jdbc()
                .sql("select created_at from auth.sessions where id = ?")
                .param(caller.sessionId())
                .query((row, _) -> Rows.instant(row, "created_at"))
                .optional()
                .orElseThrow(AuthException::sessionNotFound);
        return began.plus(FRESH).isAfter(clock.instant());
    }

    private void reauthenticate(User user, @Nullable String nonce) {
        if (nonce == null) {
            throw AuthException.reauthenticationNeeded();
        }
        var recipient = user.email() == null ? String.valueOf(user.phone()) : user.email();
        if (!tokens.reauthenticates(user.id(), recipient, nonce)) {
            throw AuthException.reauthenticationNotValid();
        }
    }
}
