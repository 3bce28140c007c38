package dev.tenantry.automation.webhook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the organization's webhooks are signed with.
 *
 * @param secret    in the form of Standard Webhooks, {@code whsec_…}
 * @param rotatedAt when it replaced another one, which signs besides for 24 hours
 */
record WebhookSecretResponse(String secret, @Nullable Instant rotatedAt) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "WebhookSecretResponse[rotated at " + rotatedAt + "]";
    }
}
