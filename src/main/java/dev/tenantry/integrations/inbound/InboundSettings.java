package dev.tenantry.integrations.inbound;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url       the public URL of {@code /hooks}, below which messages are sent
 * @param retention how long messages are kept, and known again
 */
@ConfigurationProperties("tenantry.inbound-webhooks")
record InboundSettings(
        @DefaultValue("http://localhost:8080/hooks") String url,
        @DefaultValue("30d") Duration retention) {}
