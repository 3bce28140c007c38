package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.password.Passwords;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.Users;
import dev.tenantry.shared.database.RolePool;

/** Signs people in by their password. Whether an address has an account shows neither in the answer nor in its time. */
@Service
class SignIn {

    private final RolePool pool;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final LoginAttempts attempts;

    SignIn(RolePool authPool, Users users, Sessions sessions, Passwords passwords, Throttle throttle,
            LoginAttempts attempts) {
        this.pool = authPool;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.attempts = attempts;
    }

    TokenPair signIn(String email, String password) {
        throttle.book(email);
        var user = users.findByEmail(email).orElse(null);
        if (!isRight(email, password, user) || user == null) {
            pool.inTransaction(() -> {
                throttle.failed(email);
                attempts.failed(email, user, "invalid_credentials");
            });
            throw AuthException.invalidCredentials();
        }
        var newHash = upgraded(password, user);
        if (!sessions.mayBegin(user)) {
            pool.inTransaction(() -> {
                throttle.succeeded(email);
                attempts.failed(email, user, "user_banned");
            });
            throw AuthException.userBanned();
        }
        return pool.inTransaction(() -> {
            throttle.succeeded(email);
            attempts.succeeded(email, user);
            if (newHash != null) {
                users.changePasswordHash(user.id(), newHash);
            }
            return sessions.begin(user, SignInMethod.PASSWORD);
        }).get();
    }

    private boolean isRight(String email, String password, @Nullable User user) {
        try {
            return passwords.matches(password, user == null ? null : user.passwordHash());
        } catch (RuntimeException unevaluated) {
            throttle.released(email);
            throw unevaluated;
        }
    }

    private @Nullable String upgraded(String password, User user) {
        return user.passwordHash() != null && passwords.isOutdated(user.passwordHash())
                ? passwords.hash(password)
                : null;
    }
}
