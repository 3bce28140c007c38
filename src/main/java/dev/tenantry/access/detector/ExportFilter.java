package dev.tenantry.access.detector;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tenantry.shared.access.Caller;

/** Notices what callers are handed out as files, by whichever endpoint: what says of itself that it is to be saved is one. */
@Component
@Order(ExportFilter.BEHIND_SECURITY)
class ExportFilter extends OncePerRequestFilter {

    static final int BEHIND_SECURITY = -40;

    private final ExportCounts counts;

    ExportFilter(ExportCounts counts) {
        this.counts = counts;
    }

    /** Whoever acts as somebody else is none of the organization's. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var caller = Caller.currentOrNull();
        return caller == null || caller.isImpersonated() || !request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var counted = new CountedResponse(response);
        try {
            chain.doFilter(request, counted);
        } finally {
            // What ends early has been handed out as far as it went.
            if (counted.isFile() && counted.getStatus() == HttpStatus.OK.value()) {
                counts.add(Caller.current(), counted.rows());
            }
        }
    }
}
