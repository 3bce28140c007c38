package dev.tenantry.integrations.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How endpoints are told what happens.
 *
 * @param concurrency     how many deliveries this instance sends at a time
 * @param perOrganization how many of them may be one organization's
 * @param perEndpoint     how many of them may go to one endpoint
 * @param lease           how long a claimed delivery stays claimed without a sign of life
 * @param pollInterval    how often it looks for what is due; what is committed here is found at once
 * @param timeout         how long a receiver may take to answer
 * @param disableAfter    how long an endpoint may fail before it is disabled
 * @param retention       how long a delivery is kept after its end
 * @param maxEndpoints    how many an organization may have
 */
@ConfigurationProperties("tenantry.webhooks")
record WebhookSettings(
        @DefaultValue("512") int concurrency,
        @DefaultValue("16") int perOrganization,
        @DefaultValue("4") int perEndpoint,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("50") int maxEndpoints) {}
