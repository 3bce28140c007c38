package dev.tenantry.crm.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What has been booked, as its visitor is told.
 *
 * @param page what the page is called
 * @param url  where the visitor changes or cancels it; absent where somebody elsewhere has booked the same just now: it is in the mail
 */
record Booked(
        String page,
        Instant startAt,
        Instant endAt,
        String timeZone,
        @Nullable String confirmation,
        @Nullable String url) {}
