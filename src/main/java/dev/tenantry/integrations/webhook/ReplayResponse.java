package dev.tenantry.integrations.webhook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * @param deliveries how many are sent, or sent again
 * @param next       since when more is to be asked for: of what is sent again there are 10,000 at a time; absent where that was all
 */
record ReplayResponse(int deliveries, @Nullable Instant next) {}
