package dev.tenantry.identity.access;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

import dev.tenantry.identity.settings.IdentitySettings;
import dev.tenantry.identity.token.AccessTokens;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.ProblemWriter;
import dev.tenantry.shared.web.WebSettings;

/**
 * The filters before every request: Spring Security's firewall, then two of ours. There is no session, no form, no
 * cookie, so nothing else of Spring Security's has anything to do.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class SecurityConfiguration {

    private static final List<String> EXPOSED = List.of("ETag", "Location", "Link", "Retry-After", "WWW-Authenticate",
            "X-Request-Id", "X-Total-Count", "X-Supabase-Api-Version", "Content-Disposition", "RateLimit-Limit",
            "RateLimit-Remaining", "RateLimit-Reset");

    @Bean
    SecurityFilterChain securityFilterChain(AccessTokens tokens, AccessCache accesses, ProblemWriter problems,
            WebSettings settings) {
        return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, cors(settings, problems),
                new CallerFilter(tokens, accesses, problems));
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, _) -> problems.write(request, response,
                ProblemException.of(ProblemType.MALFORMED, "the path, the method or a header is not acceptable"));
    }

    /** Tomcat has refused header names and values with control characters by the time that anybody reads them. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    /** Spans around each filter would cost more than the filters. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Tokens travel in a header and never in a cookie, so that no page can use one that it does not have. */
    private static CorsFilter cors(WebSettings settings, ProblemWriter problems) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.allowedOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(EXPOSED);
        cors.setMaxAge(3600L);
        var filter = new CorsFilter(_ -> cors);
        filter.setCorsProcessor(new ProblemCorsProcessor(problems));
        return filter;
    }

    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ProblemWriter problems;

        ProblemCorsProcessor(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        public boolean processRequest(@Nullable CorsConfiguration cors, HttpServletRequest request,
                HttpServletResponse response) throws IOException {
            if (super.processRequest(cors, request, response)) {
                return true;
            }
            problems.write(request, response, ProblemException.of(ProblemType.FORBIDDEN,
                    "pages of this origin may not send this request"));
            return false;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // told by processRequest
        }
    }
}
