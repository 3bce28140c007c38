package dev.tenantry.identity.access;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.apikey.KeyUsage;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.signal.KeyUses;
import dev.tenantry.shared.web.ProblemWriter;

/**
 * The filters before every request: Spring Security's firewall, then one of ours. There is no session, no form, no
 * cookie, so nothing else of Spring Security's has anything to do.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain securityFilterChain(RequestCallers callers, KeyUsage usage, KeyUses uses,
            ProblemWriter problems) {
        return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
                new CallerFilter(callers, usage, uses, problems));
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
}
