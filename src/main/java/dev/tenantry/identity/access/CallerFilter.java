package dev.tenantry.identity.access;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.apikey.KeyUsage;
import dev.tenantry.identity.error.Refusal;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.Callers;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.signal.KeyUses;
import dev.tenantry.shared.web.ProblemWriter;

/** Turns the bearer token into the caller, in whose name and tenant the rest of the request runs. */
final class CallerFilter implements Filter {

    private static final String ATTRIBUTE = CallerFilter.class.getName();

    private final Callers callers;
    private final KeyUsage usage;
    private final KeyUses uses;
    private final ProblemWriter problems;

    CallerFilter(Callers callers, KeyUsage usage, KeyUses uses, ProblemWriter problems) {
        this.callers = callers;
        this.usage = usage;
        this.uses = uses;
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
        var caller = callers.now(request);
        if (caller != null) {
            request.setAttribute(ATTRIBUTE, caller);
            if (caller.assurance().isKey()) {
                usage.count(caller.organizationId(), caller.sessionId());
                uses.seen(caller);
            }
        }
        if (caller == null && !OpenPaths.contain(path)) {
            throw ProblemException.unauthenticated(Refusal.of(request).detail());
        }
        if (caller != null && !caller.isSuperAdmin() && OpenPaths.isOperators(path)) {
            throw ProblemException.forbidden("super admin");
        }
        proceed(caller, caller != null && OpenPaths.isActuator(path) ? Operator.request(request, caller) : request,
                response, chain);
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
