package dev.tenantry.identity.access;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import dev.tenantry.identity.access.AccessCache.Key;
import dev.tenantry.identity.apikey.KeyUsage;
import dev.tenantry.identity.apikey.PresentedKey;
import dev.tenantry.identity.error.Refusal;
import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PlatformKey;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.web.ProblemWriter;

/** Turns the bearer token into the caller, in whose name and tenant the rest of the request runs. */
final class CallerFilter implements Filter {

    private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);
    private static final String ATTRIBUTE = CallerFilter.class.getName();
    private static final String SCHEME = "Bearer ";

    private static final String KEY_HEADER = "apikey";

    private final ServiceKey serviceKey;
    private final AccessTokens tokens;
    private final AccessCache accesses;
    private final KeyUsage usage;
    private final ProblemWriter problems;

    CallerFilter(ServiceKey serviceKey, AccessTokens tokens, AccessCache accesses, KeyUsage usage,
            ProblemWriter problems) {
        this.serviceKey = serviceKey;
        this.tokens = tokens;
        this.accesses = accesses;
        this.usage = usage;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            try {
                enter(request, response, chain);
            } catch (ProblemException refused) {
                problems.write(request, response, refused);
            }
        } else {
            // What the request was let in as, it goes on as: to finish an asynchronous answer, or to tell of an error.
            proceed(request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null, request, response, chain);
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        var caller = authenticate(request);
        if (caller == null && !OpenPaths.contain(path)) {
            throw ProblemException.unauthenticated(Refusal.of(request).detail());
        }
        if (caller != null && !caller.isSuperAdmin() && OpenPaths.isOperators(path)) {
            throw ProblemException.forbidden("super admin");
        }
        proceed(caller, caller != null && OpenPaths.isActuator(path) ? Operator.request(request, caller) : request,
                response, chain);
    }

    private @Nullable Caller authenticate(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            takeServiceKey(request, request.getHeader(KEY_HEADER));
            Refusal.NO_TOKEN.keepWith(request);
            return null;
        }
        var presented = header.substring(SCHEME.length()).strip();
        var caller = presented.startsWith(PresentedKey.MARK) ? byKey(presented, request) : byToken(presented, request);
        if (caller != null) {
            request.setAttribute(ATTRIBUTE, caller);
        }
        return caller;
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
        if (known == null) {
            Refusal.BAD_KEY.keepWith(request);
            return null;
        }
        usage.count(known.key().organizationId(), known.key().sessionId());
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

    private static void proceed(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            caller.<@Nullable Void, Exception>call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }
}
