package dev.tenantry.automation.webhook;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/webhook-secret")
class WebhookSecretController {

    private final WebhookSecrets secrets;

    WebhookSecretController(WebhookSecrets secrets) {
        this.secrets = secrets;
    }

    @GetMapping
    @RequiresPermission("webhook-secret:read")
    @StepUp(orKey = true)
    @SensitiveRead("webhook-secret.revealed")
    WebhookSecretResponse get() {
        return secrets.current();
    }

    /**
     * Makes a new secret; for 24 hours webhooks carry the signatures of both. Meanwhile there is no other one.
     *
     * @param endPrevious whether there is, and the one before the present one is in force no more
     */
    @PostMapping("/rotations")
    @RequiresPermission({"webhook-secret:update", "webhook-secret:read"})
    @StepUp(orKey = true)
    WebhookSecretResponse rotate(@RequestParam(defaultValue = "false") boolean endPrevious) {
        return secrets.rotate(endPrevious);
    }
}
