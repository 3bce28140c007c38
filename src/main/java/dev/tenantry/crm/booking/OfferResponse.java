package dev.tenantry.crm.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a page offers to whoever has its link.
 *
 * @param organization what it is called
 * @param durations    in minutes
 * @param timeZone     the page's own
 */
record OfferResponse(
        String name,
        String organization,
        @Nullable String description,
        List<Integer> durations,
        String timeZone,
        @Nullable String place,
        List<Question> questions) {

    static OfferResponse of(BookingMaking.Offer offer) {
        var page = offer.page();
        return new OfferResponse(page.getName(), offer.organization().name(), page.getDescription(),
                page.getDurations(),
                page.getTimeZone(), page.getPlace(), page.getQuestions());
    }
}
