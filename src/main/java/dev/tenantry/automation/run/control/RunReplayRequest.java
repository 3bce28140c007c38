package dev.tenantry.automation.run.control;

import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be done again.
 *
 * @param version        absent: the run's own
 * @param repeatExternal whether what acts outside acts again, too; absent: no
 */
record RunReplayRequest(@Positive @Nullable Integer version, @Nullable Boolean repeatExternal) {}
