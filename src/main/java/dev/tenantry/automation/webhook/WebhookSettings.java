package dev.tenantry.automation.webhook;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What webhooks may reach.
 *
 * @param allowPrivate    lets them reach private addresses; for development
 * @param allowedHosts    hosts that they may reach whatever their addresses are
 * @param maxResponseSize how much of an answer is read
 */
@ConfigurationProperties("tenantry.webhooks")
public record WebhookSettings(
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue("64KB") DataSize maxResponseSize) {}
