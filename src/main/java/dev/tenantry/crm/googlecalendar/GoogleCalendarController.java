package dev.tenantry.crm.googlecalendar;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** The caller's own calendars at Google. */
@RestController
@RequestMapping("/api/v1/google-calendars")
@Resource("google-calendars")
class GoogleCalendarController {

    private final GoogleCalendars calendars;
    private final CalendarConnections connections;

    GoogleCalendarController(GoogleCalendars calendars, CalendarConnections connections) {
        this.calendars = calendars;
        this.connections = connections;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<GoogleCalendarResponse> list(ListRequest request) {
        return calendars.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    GoogleCalendarResponse get(@PathVariable Long id) {
        return calendars.get(id);
    }

    /** The calendars of the caller's account at Google, 250 at most. */
    @GetMapping("/available")
    @RequiresPermission({"create", "read"})
    Page<AccountCalendar> available(@RequestParam UUID integrationId) {
        return Page.only(connections.available(integrationId));
    }

    /** Connects a calendar: from now on it and the caller's calendar here are kept the same. */
    @PostMapping
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<GoogleCalendarResponse> connect(@Valid @RequestBody GoogleCalendarRequest request) {
        var connected = connections.connect(request);
        return ResponseEntity.created(URI.create("/api/v1/google-calendars/" + connected.id())).body(connected);
    }

    /** Has the calendar looked at now, whatever went wrong before. */
    @PostMapping("/{id}/synchronizations")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.ACCEPTED)
    GoogleCalendarResponse synchronize(@PathVariable Long id) {
        return calendars.hurry(id);
    }

    /** What is not kept the same, and why: 100 events at most. */
    @GetMapping("/{id}/faults")
    @RequiresPermission("read")
    Page<EventFaultResponse> faults(@PathVariable Long id) {
        return Page.only(calendars.faults(id));
    }

    /** Disconnects the calendar. At Google everything stays; of what came from there {@code copies} says what becomes here. */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission({"delete", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.ACCEPTED)
    GoogleCalendarResponse disconnect(@PathVariable Long id, @RequestParam(defaultValue = "keep") Copies copies,
            IfMatch ifMatch) {
        return calendars.disconnect(id, copies, ifMatch);
    }
}
