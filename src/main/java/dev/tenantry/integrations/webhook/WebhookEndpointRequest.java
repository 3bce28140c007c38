package dev.tenantry.integrations.webhook;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is to be.
 *
 * @param enabled whether it is told anything; absent: it is
 */
record WebhookEndpointRequest(
        @NotNull @Size(min = 8, max = 2000) String url,
        @Nullable @Size(max = 500) String description,
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Subscription> subscriptions,
        @Nullable Boolean enabled) {

    WebhookEndpointRequest(WebhookEndpoint endpoint) {
        this(endpoint.getUrl(), endpoint.getDescription(), endpoint.getSubscriptions(), endpoint.isEnabled());
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** Whether they differ in what people call it alone. */
    boolean tellsAs(WebhookEndpointRequest other) {
        return url.equals(other.url) && subscriptions.equals(other.subscriptions) && isEnabled() == other.isEnabled();
    }

    /** Whether this is the other one at rest, and nothing else. */
    boolean isDisabled(WebhookEndpointRequest other) {
        return !isEnabled()
                && equals(new WebhookEndpointRequest(other.url, other.description, other.subscriptions, false));
    }
}
