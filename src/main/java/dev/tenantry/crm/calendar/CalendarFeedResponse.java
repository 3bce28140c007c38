package dev.tenantry.crm.calendar;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The address of the caller's calendar. @param createdAt absent where there is none @param lastReadAt absent where nobody has asked it */
record CalendarFeedResponse(@Nullable Instant createdAt, @Nullable Instant lastReadAt) {}
