package dev.tenantry.integrations.webhook;

import java.time.Instant;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Which of an endpoint's deliveries are to be sent again.
 *
 * @param since      when they were queued, or happened, at the earliest
 * @param until      before which they were; absent: until now
 * @param failedOnly whether those that were taken stay; absent: they do
 * @param missed     whether what happened then is sent, too, that nothing was queued of, as the endpoint was disabled; absent: it is not
 */
record ReplayRequest(
        @NotNull Instant since,
        @Nullable Instant until,
        @Nullable Boolean failedOnly,
        @Nullable Boolean missed) {}
