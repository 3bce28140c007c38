package dev.tenantry.crm.booking;

import java.time.Instant;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What has been booked, for members: they change it by changing the event. */
@Service
@Transactional(readOnly = true)
class BookingService implements ListSource {

    private static final ListDefinition<Booking> LISTING = ListDefinition.of(Booking.class)
            .field("id", Long.class)
            .computed("bookingPageId", "e.pageId", Long.class, false)
            .field("eventId", Long.class)
            .field("contactId", Long.class)
            .computed("startAt", "e.startsAt", Instant.class, false)
            .computed("endAt", "e.endsAt", Instant.class, false)
            .field("status", BookingStatus.class)
            .nullable("cancelledAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final ListQuery lists;
    private final BookingRows rows;

    BookingService(ListQuery lists, BookingRows rows) {
        this.lists = lists;
        this.rows = rows;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return BookedTimeResponse.class;
    }

    Page<BookedTimeResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(Booking::toResponse);
    }

    /** @throws ProblemException 404 */
    BookedTimeResponse get(Long id) {
        return rows.find(id).map(Booking::toResponse).orElseThrow(ProblemException::notFound);
    }
}
