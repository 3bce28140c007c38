package dev.tenantry.notification.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications are sent.
 *
 * @param pollInterval how often this instance looks for what is due; what is committed here is found at once
 * @param lease        how long after the last sign of life of an instance others take over what it is sending
 * @param maxAttempts  how often it is tried
 * @param retryAfter   how long after the first failure it is tried again; twice as long after each further one
 * @param retention    how long one is kept
 * @param keepRecorded whether the text is kept of what is only recorded; absent: with the embedded database alone,
 *                     because links and codes let in whoever reads them
 */
@ConfigurationProperties("tenantry.notifications")
public record NotificationSettings(
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("8") int maxAttempts,
        @DefaultValue("10s") Duration retryAfter,
        @DefaultValue("30d") Duration retention,
        @Nullable Boolean keepRecorded) {}
