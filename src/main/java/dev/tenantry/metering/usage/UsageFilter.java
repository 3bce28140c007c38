package dev.tenantry.metering.usage;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.metering.rule.Route;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.web.RequestDetails;

/** Counts what those who are signed in have asked, once it is answered. Streams are counted when they begin. */
@Component
@Order(UsageFilter.BEHIND_SECURITY)
class UsageFilter extends OncePerRequestFilter {

    static final int BEHIND_SECURITY = -50;
    private static final int FAILED = 500;

    private final UsageCounter usage;

    UsageFilter(UsageCounter usage) {
        this.usage = usage;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Caller.currentOrNull() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begun = System.nanoTime();
        var status = FAILED;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            count(request, status, (System.nanoTime() - begun) / 1000);
        }
    }

    private void count(HttpServletRequest request, int status, long microseconds) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var caller = Caller.currentOrNull();
        if (pattern != null && caller != null) {
            usage.add(caller, new Route(request.getMethod(), pattern.toString()), status, refused(request, status),
                    microseconds);
        }
    }

    private static UsageKey.@Nullable Refused refused(HttpServletRequest request, int status) {
        if (status != UsageKey.REFUSED) {
            return null;
        }
        var details = RequestDetails.currentOrNull();
        var address = details == null ? null : details.client();
        return new UsageKey.Refused((String) request.getAttribute(Rule.REFUSED_BY),
                address == null ? null : address.toString());
    }
}
