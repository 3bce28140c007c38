package dev.tenantry.access.guard;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.RequestDetails;

/** Refuses requests to an organization from addresses that are blocked there. Whoever sits behind one may sign out still, and work in another organization. */
@Component
@Order(AddressFilter.BEHIND_SECURITY)
class AddressFilter extends OncePerRequestFilter {

    static final int BEHIND_SECURITY = -48;
    private static final String SIGN_IN = "/auth/v1/";

    private final BlockedAddresses addresses;

    AddressFilter(BlockedAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Caller.currentOrNull() == null || request.getRequestURI().startsWith(SIGN_IN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var details = RequestDetails.currentOrNull();
        if (details != null && addresses.has(Caller.current().organizationId(), details.address())) {
            throw ProblemException.of(ProblemType.ADDRESS_BLOCKED);
        }
        chain.doFilter(request, response);
    }
}
