package dev.tenantry.integrations.inbound;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/webhook-events")
@Resource("webhook-events")
class WebhookEventController {

    private final WebhookEventService events;

    WebhookEventController(WebhookEventService events) {
        this.events = events;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<WebhookEventResponse> list(ListRequest request) {
        return events.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    WebhookEventResponse get(@PathVariable Long id) {
        return events.get(id);
    }

    /** Has it processed once more, by each workflow that it is for and that has not begun a run by it. Takes the rights to do what these do. */
    @PostMapping("/{id}/replays")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.ACCEPTED)
    WebhookEventResponse replay(@PathVariable Long id) {
        return events.replay(id);
    }
}
