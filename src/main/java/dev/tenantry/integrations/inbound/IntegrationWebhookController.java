package dev.tenantry.integrations.inbound;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.integrations.SigningSecret;
import dev.tenantry.integrations.WebhookAddress;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;

/** Where those that integrations connect to tell what happens there. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/webhook")
@Resource("integrations")
class IntegrationWebhookController {

    private final IntegrationWebhooks webhooks;

    IntegrationWebhookController(IntegrationWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping
    @RequiresPermission("read")
    WebhookAddress get(@PathVariable UUID id) {
        return webhooks.get(id);
    }

    /** Makes an address, where there is none so far. Takes the rights to do what workflows do about its messages, whether they are active or not. */
    @PostMapping
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    WebhookAddress keep(@PathVariable UUID id) {
        return webhooks.keep(id);
    }

    /**
     * Sets what messages are signed with; for 24 hours the one before is good, too. Meanwhile there is no other one. Takes the rights to do
     * what workflows do about its messages, whether they are active or not.
     *
     * @param endPrevious whether there is, and the one before the present one is good no more
     */
    @PostMapping("/secret/rotations")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    SigningSecret rotate(@PathVariable UUID id, @Valid @RequestBody StatedSecretRequest request,
            @RequestParam(defaultValue = "false") boolean endPrevious) {
        return webhooks.rotate(id, request.secret(), endPrevious);
    }
}
