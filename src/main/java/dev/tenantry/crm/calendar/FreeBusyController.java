package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/events")
@Resource("events")
class FreeBusyController {

    private final FreeBusyService busy;

    FreeBusyController(FreeBusyService busy) {
        this.busy = busy;
    }

    /** When members are busy between two times, with what is private to them as well, and nothing of what it is. */
    @GetMapping("/free-busy")
    @RequiresPermission("read")
    Page<FreeBusyResponse> freeBusy(@RequestParam List<UUID> memberId, @RequestParam Instant from,
            @RequestParam Instant to) {
        return Page.only(busy.of(memberId, TimeWindow.of(from, to)));
    }

    /** Where the owner and the members who attend the event are busy with something else, in the year from its beginning on: 20 at most. */
    @GetMapping("/{id}/conflicts")
    @RequiresPermission("read")
    Page<ConflictResponse> conflicts(@PathVariable Long id) {
        return Page.only(busy.conflicts(id));
    }
}
