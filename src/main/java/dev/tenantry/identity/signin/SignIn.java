package dev.tenantry.identity.signin;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.password.Passwords;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

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

    /** The name of an account that is somebody's need not be proven: it is the password that lets in. */
    TokenPair byEmail(String email, String password) {
        return signIn(email, users::findByEmail, password,
                user -> user.emailConfirmedAt() == null && !user.isSomebodys()
                        ? AuthException.emailNotConfirmed()
                        : null);
    }

    TokenPair byPhone(String phone, String password) {
        return signIn(phone, users::findByPhone, password,
                user -> user.phoneConfirmedAt() == null && !user.isSomebodys()
                        ? AuthException.phoneNotConfirmed()
                        : null);
    }

    /** @param name what the person calls itself by, to which guesses are counted */
    private TokenPair signIn(String name, Function<String, Optional<User>> search, String password,
            Function<User, @Nullable AuthException> unconfirmed) {
        book(name, search);
        var user = search.apply(name).orElse(null);
        if (!isRight(name, password, user) || user == null) {
            pool.inTransaction(() -> {
                throttle.failed(name);
                attempts.failed(name, user, "invalid_credentials");
            });
            throw AuthException.invalidCredentials();
        }
        var newHash = upgraded(password, user);
        var refusal = sessions.mayBegin(user) ? unconfirmed.apply(user) : AuthException.userBanned();
        if (refusal != null) {
            pool.inTransaction(() -> {
                throttle.succeeded(name);
                attempts.failed(name, user, refusal.code());
            });
            throw refusal;
        }
        checkAddress(name, user);
        return pool.inTransaction(() -> begin(name, user, newHash)).get();
    }

    /** Whoever goes on while the name is locked goes on guessing. */
    private void book(String name, Function<String, Optional<User>> search) {
        try {
            throttle.book(name);
        } catch (ProblemException refused) {
            var user = search.apply(name).orElse(null);
            if (refused.type() == ProblemType.RATE_LIMITED && throttle.isLocked(name)) {
                pool.inTransaction(() -> attempts.locked(name, user));
            } else {
                attempts.unevaluated(user, refused.type().code());
            }
            throw refused;
        }
    }

    /** The password was right, and no guess. */
    private void checkAddress(String name, User user) {
        try {
            sessions.checkAddress(user);
        } catch (ProblemException refused) {
            pool.inTransaction(() -> {
                throttle.succeeded(name);
                attempts.failed(name, user, refused.type().code());
            });
            throw refused;
        }
    }

    private Supplier<TokenPair> begin(String name, User user, @Nullable String newHash) {
        if (user.passwordHash() == null || !users.lockWithPassword(user.id(), user.passwordHash().value())) {
            // Another one was chosen while this one was evaluated, which ended all sessions of this one.
            throttle.released(name);
            attempts.failed(name, user, "invalid_credentials");
            return () -> {
                throw AuthException.invalidCredentials();
            };
        }
        throttle.succeeded(name);
        attempts.succeeded(name, user);
        if (newHash != null) {
            users.changePasswordHash(user.id(), newHash);
        }
        return sessions.begin(user, SignInMethod.PASSWORD);
    }

    private boolean isRight(String name, String password, @Nullable User user) {
        try {
            return passwords.matches(password, user == null ? null : Secret.reveal(user.passwordHash()));
        } catch (RuntimeException unevaluated) {
            throttle.released(name);
            attempts.unevaluated(user, unevaluated instanceof ProblemException refused
                    ? refused.type().code()
                    : ProblemType.UNAVAILABLE.code());
            throw unevaluated;
        }
    }

    private @Nullable String upgraded(String password, User user) {
        return user.passwordHash() != null && passwords.isOutdated(user.passwordHash().value())
                ? passwords.hash(password)
                : null;
    }
}
