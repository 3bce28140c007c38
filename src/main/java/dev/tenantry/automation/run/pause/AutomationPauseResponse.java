package dev.tenantry.automation.run.pause;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whether all of the organization's workflows are paused.
 *
 * @param pausedAt since when; absent where they are not
 * @param pausedBy who has paused them
 */
record AutomationPauseResponse(@Nullable Instant pausedAt, @Nullable UUID pausedBy) {

    static final AutomationPauseResponse NONE = new AutomationPauseResponse(null, null);
}
