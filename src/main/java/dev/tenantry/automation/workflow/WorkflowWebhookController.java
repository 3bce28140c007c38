package dev.tenantry.automation.workflow;

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
import dev.tenantry.integrations.WebhookReceivers;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.problem.ProblemException;

/** Where other services start a workflow whose trigger is a webhook. */
@RestController
@RequestMapping("/api/v1/workflows/{id}/webhook")
@Resource("workflows")
class WorkflowWebhookController {

    private final WorkflowService workflows;
    private final WebhookReceivers webhooks;

    WorkflowWebhookController(WorkflowService workflows, WebhookReceivers webhooks) {
        this.workflows = workflows;
        this.webhooks = webhooks;
    }

    @GetMapping
    @RequiresPermission("read")
    WebhookAddress get(@PathVariable UUID id) {
        return webhooks.find(workflows.get(id).id()).orElseThrow(ProblemException::notFound);
    }

    /**
     * Sets what messages are signed with; for 24 hours the one before is good, too. Meanwhile there is no other one. Takes the rights to do
     * what the workflow does.
     *
     * @param endPrevious whether there is, and the one before the present one is good no more
     */
    @PostMapping("/secret/rotations")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    SigningSecret rotate(@PathVariable UUID id, @Valid @RequestBody SigningSecretRequest request,
            @RequestParam(defaultValue = "false") boolean endPrevious) {
        return webhooks.rotate(workflows.get(id).id(), request.secret(), endPrevious);
    }
}
