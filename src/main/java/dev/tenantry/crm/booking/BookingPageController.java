package dev.tenantry.crm.booking;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/booking-pages")
@Resource("booking-pages")
class BookingPageController extends RecordController<BookingPageRequest, BookingPageResponse> {

    private final BookingPageService pages;

    BookingPageController(BookingPageService pages, Batches batches) {
        super(pages, batches);
        this.pages = pages;
    }

    @Override
    protected Long id(BookingPageResponse page) {
        return page.id();
    }

    /** The link by which visitors book, if there is one. */
    @GetMapping("/{id}/link")
    @RequiresPermission("read")
    PageLinkResponse link(@PathVariable Long id) {
        return pages.link(id);
    }

    /** Makes a link, by which visitors book from then on; the one before leads nowhere any more. */
    @PostMapping("/{id}/link")
    @RequiresPermission({"update", "read", "events:create", "contacts:create"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    PageLinkResponse makeLink(@PathVariable Long id) {
        return pages.makeLink(id);
    }

    /** The link leads nowhere any more. */
    @DeleteMapping("/{id}/link")
    @Unmetered
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeLink(@PathVariable Long id) {
        pages.revokeLink(id);
    }
}
