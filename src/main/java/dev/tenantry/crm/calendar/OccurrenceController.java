package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/events")
@Resource("events")
class OccurrenceController {

    private final OccurrenceService occurrences;

    OccurrenceController(OccurrenceService occurrences) {
        this.occurrences = occurrences;
    }

    /** The times that events take place between two times, in their order, those of series one by one. The list has one page. */
    @GetMapping("/occurrences")
    @RequiresPermission("read")
    Page<OccurrenceResponse> list(@RequestParam Instant from, @RequestParam Instant to,
            @RequestParam(required = false) @Nullable UUID memberId) {
        return Page.only(occurrences.between(TimeWindow.of(from, to), memberId));
    }

    /** States what one occurrence is to be, whatever the series is; what it does not say is as it was, the series' at first. */
    @PutMapping("/{id}/occurrences/{start}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    CalendarEventResponse change(@PathVariable Long id, @PathVariable String start,
            @Valid @RequestBody CalendarEventRequest request, IfMatch ifMatch) {
        return occurrences.restate(id, start, request, ifMatch);
    }

    /** Leaves one occurrence out. */
    @DeleteMapping("/{id}/occurrences/{start}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leaveOut(@PathVariable Long id, @PathVariable String start, IfMatch ifMatch) {
        occurrences.leaveOut(id, start, ifMatch);
    }

    /** States what the series is to be from this occurrence on: it ends before, and another one begins. What it does not say is as it was. */
    @PutMapping("/{id}/occurrences/{start}/following")
    @RequiresPermission({"update", "create", "read"})
    @ImpersonationAllowed
    CalendarEventResponse split(@PathVariable Long id, @PathVariable String start,
            @Valid @RequestBody CalendarEventRequest request, IfMatch ifMatch) {
        return occurrences.split(id, start, request, ifMatch);
    }
}
