package dev.tenantry.integrations.webhook;

import java.time.Instant;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Which of an endpoint's deliveries are to be sent again.
 *
 * @param since      when they were queued, at the earliest
 * @param until      before which they were; absent: until now
 * @param failedOnly whether those that were taken stay; absent: they do
 */
record ReplayRequest(@NotNull Instant since, @Nullable Instant until, @Nullable Boolean failedOnly) {}
