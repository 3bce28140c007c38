package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Which web pages may call, and what they may read of the answers. Comes before everything that can refuse a request, since a
 * browser hides a refusal from its page unless it says that the page may read it. Tokens travel in a header and never in a
 * cookie, so that no page can use one that it does not have: credentials are never allowed.
 */
@Component
class CrossOrigin {

    private static final List<String> EXPOSED = List.of("ETag", "Location", "Link", "Retry-After", "WWW-Authenticate",
            "Allow", "X-Request-Id", "X-Total-Count", "X-Supabase-Api-Version", "Content-Disposition",
            "Idempotency-Replayed", "RateLimit-Policy", "RateLimit");

    /** Where browsers are sent with a form by the pages of identity providers. Nothing there is anybody's to read. */
    private static final List<String> FORM_TARGETS = List.of("/auth/v1/callback", "/auth/v1/sso/saml/acs");

    /** Whose endpoints say for themselves which pages may send to them and read: in the place of what is said here. */
    private static final List<String> OWN_RULES = List.of("/f/", "/form-confirmations");

    private final CorsConfiguration rules = new CorsConfiguration();
    private final CorsConfiguration asking = new CorsConfiguration();
    private final DefaultCorsProcessor processor = new Silent();
    private final ProblemWriter problems;

    CrossOrigin(WebSettings settings, ProblemWriter problems) {
        this.problems = problems;
        rules.setAllowedOrigins(settings.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(EXPOSED);
        rules.setMaxAge(3600L);
        asking.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        asking.setAllowedMethods(List.of("GET", "POST"));
        asking.setAllowedHeaders(List.of("Content-Type"));
    }

    /** Says in the answer what its page may do; whether there is anything left to do for the request. */
    boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FORM_TARGETS.contains(request.getRequestURI()) && request.getMethod().equals("POST")) {
            return true;
        }
        if (OWN_RULES.stream().anyMatch(request.getRequestURI()::startsWith)) {
            if (CorsUtils.isPreFlightRequest(request)) {
                return !processor.processRequest(asking, request, response);
            }
            // What they refuse before they know whose it is any page may read that may read refusals elsewhere.
            processor.processRequest(rules, request, response);
            return true;
        }
        if (processor.processRequest(rules, request, response)) {
            return !CorsUtils.isPreFlightRequest(request);
        }
        problems.write(request, response,
                ProblemException.of(ProblemType.FORBIDDEN, "pages of this origin may not send this request"));
        return false;
    }

    private static final class Silent extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // answered by admits
        }
    }
}
