package dev.tenantry.crm.email.capture;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Whether there is an address, and since when. @param lastReceivedAt when it took a mail last */
record CaptureStandingResponse(
        @Nullable AcceptedFrom acceptedFrom,
        @Nullable Instant createdAt,
        @Nullable Instant lastReceivedAt) {}
