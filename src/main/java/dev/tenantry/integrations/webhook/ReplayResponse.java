package dev.tenantry.integrations.webhook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * @param deliveries how many are sent, or sent again
 * @param next       since when more of what the endpoint missed is to be asked for; absent where that was all
 */
record ReplayResponse(int deliveries, @Nullable Instant next) {}
