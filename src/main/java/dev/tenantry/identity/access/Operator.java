package dev.tenantry.identity.access;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Caller;

/** The caller as the actuator's endpoints ask for it: they tell more to somebody whom the container knows. */
final class Operator extends HttpServletRequestWrapper {

    private final Caller caller;

    private Operator(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    /** The request as a super admin's; the request as it is where the caller is none. */
    static HttpServletRequest request(HttpServletRequest request, Caller caller) {
        return caller.isSuperAdmin() ? new Operator(request, caller) : request;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return () -> caller.userId().toString();
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }
}
