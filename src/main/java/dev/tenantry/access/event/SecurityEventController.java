package dev.tenantry.access.event;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/security-events")
@Resource("security-events")
class SecurityEventController {

    private final SecurityEventService events;
    private final SecurityEventList list;

    SecurityEventController(SecurityEventService events, SecurityEventList list) {
        this.events = events;
        this.list = list;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<SecurityEventResponse> list(ListRequest request) {
        return list.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    SecurityEventResponse get(@PathVariable Long id) {
        return list.named(events.get(id));
    }

    /** Whom an event is about does not close it, unless nobody else could. */
    @PutMapping("/{id}/triage")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    SecurityEventResponse triage(@PathVariable Long id, @Valid @RequestBody TriageRequest request, IfMatch ifMatch) {
        return list.named(events.triage(id, request, ifMatch));
    }

    /** Undoes what was done by itself: the key or the address is let in again, and no second factor is asked for. */
    @DeleteMapping("/{id}/mitigation")
    @RequiresPermission("update")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable Long id, IfMatch ifMatch) {
        events.lift(id, ifMatch);
    }
}
