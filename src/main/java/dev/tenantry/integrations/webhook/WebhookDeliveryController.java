package dev.tenantry.integrations.webhook;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1")
@Resource("webhook-endpoints")
class WebhookDeliveryController {

    private final WebhookDeliveryService deliveries;
    private final WebhookReplays replays;
    private final RangeReplays ranges;

    WebhookDeliveryController(WebhookDeliveryService deliveries, WebhookReplays replays, RangeReplays ranges) {
        this.ranges = ranges;
        this.deliveries = deliveries;
        this.replays = replays;
    }

    @GetMapping("/webhook-deliveries")
    @RequiresPermission("read")
    Page<WebhookDeliveryResponse> list(ListRequest request) {
        return deliveries.list(request);
    }

    @GetMapping("/webhook-deliveries/{id}")
    @RequiresPermission("read")
    WebhookDeliveryResponse get(@PathVariable Long id) {
        return deliveries.get(id);
    }

    @GetMapping("/webhook-endpoints/{webhookEndpointId}/deliveries")
    @RequiresPermission("read")
    Page<WebhookDeliveryResponse> listOfEndpoint(@PathVariable UUID webhookEndpointId, ListRequest request) {
        return deliveries.list(webhookEndpointId, request);
    }

    /** Sends what has ended again, under the same id, which a receiver may know already. It takes the right to read what that tells. */
    @PostMapping("/webhook-deliveries/{id}/replays")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.ACCEPTED)
    WebhookDeliveryResponse replay(@PathVariable Long id) {
        return replays.replay(id);
    }

    /** Sends again what the endpoint was told in a time, or missed then, the oldest first, up to 10,000 deliveries. It takes the right to read what these tell. */
    @PostMapping("/webhook-endpoints/{webhookEndpointId}/replays")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayResponse replayRange(@PathVariable UUID webhookEndpointId, @Valid @RequestBody ReplayRequest request) {
        return ranges.replay(webhookEndpointId, request);
    }

    /** Sends a test, once, to an endpoint that is disabled, too. */
    @PostMapping("/webhook-endpoints/{webhookEndpointId}/tests")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.ACCEPTED)
    WebhookDeliveryResponse test(@PathVariable UUID webhookEndpointId) {
        return replays.test(webhookEndpointId);
    }
}
