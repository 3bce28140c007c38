package dev.tenantry.access.event;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tenantry.shared.record.ToldKind;

/** Who is told of events: whoever may see them. */
@Configuration
class SecurityEventConfiguration {

    @Bean
    ToldKind securityEventKind() {
        return new ToldKind("security-event", "security-events", true);
    }
}
