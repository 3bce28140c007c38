package dev.tenantry.crm.booking;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/bookings")
@Resource("bookings")
class BookingController {

    private final BookingService bookings;

    BookingController(BookingService bookings) {
        this.bookings = bookings;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<BookedTimeResponse> list(ListRequest request) {
        return bookings.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    BookedTimeResponse get(@PathVariable Long id) {
        return bookings.get(id);
    }
}
