package dev.tenantry.identity.access;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache.Key;
import dev.tenantry.identity.apikey.PresentedKey;
import dev.tenantry.identity.error.Refusal;
import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.Callers;
import dev.tenantry.shared.access.PlatformKey;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;

/** Whom a bearer token makes the caller: a person's access token, or an API key. */
@Component
class RequestCallers implements Callers {

    private static final Logger log = LoggerFactory.getLogger(RequestCallers.class);
    private static final String SCHEME = "Bearer ";
    private static final String KEY_HEADER = "apikey";

    private final ServiceKey serviceKey;
    private final AccessTokens tokens;
    private final AccessCache accesses;
    private final EndedKeys ended;

    RequestCallers(ServiceKey serviceKey, AccessTokens tokens, AccessCache accesses, EndedKeys ended) {
        this.serviceKey = serviceKey;
        this.tokens = tokens;
        this.accesses = accesses;
        this.ended = ended;
    }

    /** Where it makes nobody, the request keeps why. */
    @Override
    public @Nullable Caller now(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            takeServiceKey(request, request.getHeader(KEY_HEADER));
            Refusal.NO_TOKEN.keepWith(request);
            return null;
        }
        var presented = header.substring(SCHEME.length()).strip();
        return presented.startsWith(PresentedKey.MARK) ? byKey(presented, request) : byToken(presented, request);
    }

    private @Nullable Caller byToken(String presented, HttpServletRequest request) {
        var token = takeServiceKey(request, presented) ? null : tokens.verify(presented);
        if (token == null) {
            Refusal.BAD_TOKEN.keepWith(request);
            return null;
        }
        var access = read(() -> accesses.find(token));
        if (access == null) {
            Refusal.ENDED.keepWith(request);
            return null;
        }
        return caller(Key.of(token), access);
    }

    private @Nullable Caller byKey(String presented, HttpServletRequest request) {
        var key = PresentedKey.parse(presented);
        var known = key == null ? null : read(() -> accesses.find(key));
        if (known == null && key != null) {
            read(() -> ended.tell(key));
        }
        if (known == null) {
            Refusal.BAD_KEY.keepWith(request);
            return null;
        }
        return caller(known.key(), known.access());
    }

    private static Caller caller(Key key, Access access) {
        return new Caller(key.userId(), key.organizationId(), key.sessionId(), access.role(), access.permissions(),
                access.isSuperAdmin(), access.assurance(), access.impersonatorId());
    }

    /** The key makes nobody a caller: endpoints that are open to it are told that it is there. */
    private boolean takeServiceKey(HttpServletRequest request, @Nullable String presented) {
        var isKey = presented != null && serviceKey.is(presented);
        if (isKey) {
            PlatformKey.keepWith(request);
        }
        return isKey;
    }

    private static <T> @Nullable T read(Supplier<@Nullable T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException failure) {
            log.warn("access cannot be read: {}", Redacted.line(failure));
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "the database is busy", Duration.ofSeconds(1));
        }
    }
}
