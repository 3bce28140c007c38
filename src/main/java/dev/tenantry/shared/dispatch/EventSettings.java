package dev.tenantry.shared.dispatch;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance dispatches events.
 *
 * @param enabled      whether it does at all
 * @param pollInterval how often it looks for what others have committed; what is committed here is found at once
 */
@ConfigurationProperties("tenantry.events")
record EventSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("250ms") Duration pollInterval) {}
