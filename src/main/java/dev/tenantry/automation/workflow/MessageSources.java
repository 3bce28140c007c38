package dev.tenantry.automation.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.MessageSource;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.WebhookAddress;
import dev.tenantry.integrations.WebhookReceivers;

/** The addresses whose messages start workflows: without a secret they take none. */
@Component
class MessageSources implements PrerequisiteCheck<MessageSource> {

    private final WebhookReceivers webhooks;
    private final Integrations integrations;

    MessageSources(WebhookReceivers webhooks, Integrations integrations) {
        this.integrations = integrations;
        this.webhooks = webhooks;
    }

    @Override
    public Class<MessageSource> kind() {
        return MessageSource.class;
    }

    /** A workflow has one trigger, and so one of them, and its secret. */
    @Override
    public Map<MessageSource, String> unmet(UUID workflow, Set<MessageSource> sources) {
        var unmet = new HashMap<MessageSource, String>();
        for (var source : sources) {
            var reason = source.integration() == null
                    ? reason(webhooks.find(workflow).orElse(null))
                    : reasonOf(source.integration(), source.isSecret());
            if (reason != null) {
                unmet.put(source, reason);
            }
        }
        return unmet;
    }

    private static @Nullable String reason(@Nullable WebhookAddress address) {
        return address == null || address.secretSet()
                ? null
                : "no message is taken before a secret is set, by POST /workflows/{id}/webhook/secret/rotations";
    }

    private @Nullable String reasonOf(UUID integration, boolean isSecret) {
        var address = webhooks.findOfIntegration(integration).orElse(null);
        if (address == null && !integrations.exists(integration)) {
            return isSecret ? null : "there is no such integration, or no more";
        }
        if (address == null) {
            return isSecret
                    ? null
                    : "the integration has no address for messages yet, which POST /integrations/{id}/webhook makes";
        }
        if (!address.secretSet()) {
            return isSecret
                    ? "no message is taken before a secret is set, by POST /integrations/{id}/webhook/secret/rotations"
                    : null;
        }
        return isSecret || address.active() ? null : "the integration is not connected";
    }
}
