package dev.tenantry.identity.session;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.database.RolePool;

/**
 * Exchanges refresh tokens. The current one yields the next. The one before it yields the current one again, always: an
 * answer that was lost, or a second tab, must not sign anybody out. One that is older still is in the hands of somebody
 * who should not have it, unless it is a matter of seconds: the session ends.
 */
@Service
class TokenRefresh {

    private final RolePool pool;
    private final SessionStore store;
    private final RefreshTokenCodec codec;
    private final ActionTrail trail;
    private final SessionTokens sessionTokens;
    private final SessionTimes times;

    TokenRefresh(RolePool authPool, SessionStore store, RefreshTokenCodec codec, ActionTrail trail,
            SessionTokens sessionTokens,
            SessionTimes times) {
        this.pool = authPool;
        this.store = store;
        this.codec = codec;
        this.trail = trail;
        this.sessionTokens = sessionTokens;
        this.times = times;
    }

    /** @throws AuthException 400 where the token yields nothing, or nothing any more */
    TokenPair refresh(String text) {
        var token = codec.decode(text);
        if (token == null) {
            throw AuthException.invalidRefreshToken();
        }
        // What the exchange decides is committed, the end of a session too; only then the caller is told.
        return pool.inTransaction(() -> exchange(token)).get();
    }

    private Supplier<TokenPair> exchange(RefreshToken token) {
        var session = store.lock(token.sessionId()).orElseThrow(AuthException::invalidRefreshToken);
        var now = times.now();
        if (!session.notAfter().isAfter(now)) {
            throw AuthException.sessionExpired();
        }
        var behind = session.refreshCounter() - token.counter();
        if (behind < 0) {
            throw AuthException.invalidRefreshToken();
        }
        if (behind == 0) {
            var next = session.refreshed(now, times.end(now));
            store.update(session, next);
            return sessionTokens.of(next);
        }
        if (behind == 1) {
            return sessionTokens.of(session);
        }
        return times.isRecent(session, now) ? recent(session, token) : end(session, token);
    }

    /** One that may still be on its way, unless it would yield more than it was issued for. */
    private Supplier<TokenPair> recent(Session session, RefreshToken token) {
        if (session.wasRaisedSince(token)) {
            throw AuthException.invalidRefreshToken();
        }
        return sessionTokens.of(session);
    }

    private Supplier<TokenPair> end(Session session, RefreshToken token) {
        store.delete(session.id());
        trail.record(session.action("refresh-token-reused",
                Map.of("presented", token.counter(), "current", session.refreshCounter())).asWarning());
        return () -> {
            throw AuthException.refreshTokenReused();
        };
    }
}
