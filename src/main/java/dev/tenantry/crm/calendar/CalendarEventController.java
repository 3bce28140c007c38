package dev.tenantry.crm.calendar;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;
import dev.tenantry.shared.web.IfMatch;

/** What is saved one by one answers with the conflicts that it makes. */
@RestController
@RequestMapping("/api/v1/events")
@Resource("events")
class CalendarEventController extends RecordController<CalendarEventRequest, CalendarEventResponse> {

    private final CalendarEventService events;
    private final FreeBusyService busy;

    CalendarEventController(CalendarEventService events, FreeBusyService busy, Batches batches) {
        super(events, batches);
        this.events = events;
        this.busy = busy;
    }

    @Override
    protected Long id(CalendarEventResponse event) {
        return event.id();
    }

    @Override
    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<CalendarEventResponse> create(@Valid @RequestBody CalendarEventRequest request,
            HttpServletRequest http) {
        var created = busy.warned(events.create(request));
        return ResponseEntity.created(URI.create(http.getRequestURI() + "/" + created.id())).body(created);
    }

    @Override
    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    public CalendarEventResponse replace(@PathVariable Long id, @Valid @RequestBody CalendarEventRequest request,
            IfMatch ifMatch) {
        return busy.warned(events.replace(id, request, ifMatch));
    }

    @Override
    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    public CalendarEventResponse patch(@PathVariable Long id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return busy.warned(events.patch(id, patch, ifMatch));
    }
}
