package dev.tenantry.crm.calendar;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;

/** The address by which other programs read the caller's calendar. */
@RestController
@RequestMapping("/api/v1/calendar-feed")
@Resource("events")
class CalendarFeedController {

    private final CalendarFeeds feeds;

    CalendarFeedController(CalendarFeeds feeds) {
        this.feeds = feeds;
    }

    /** Since when there is an address, if there is one, and when it was last asked. */
    @GetMapping
    @RequiresPermission("read")
    CalendarFeedResponse get() {
        return feeds.get();
    }

    /** Makes an address, which is told this once; the one before leads nowhere any more. It is the person's own: an API key makes none. */
    @PostMapping
    @RequiresPermission("read")
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CalendarFeedAddress> make() {
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(feeds.make());
    }

    /** The address leads nowhere any more. */
    @DeleteMapping
    @Unmetered
    @RequiresPermission("read")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        feeds.revoke();
    }
}
