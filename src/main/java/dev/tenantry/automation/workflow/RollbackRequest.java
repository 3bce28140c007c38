package dev.tenantry.automation.workflow;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param changeSummary what is kept with the version that this makes; absent: to which one it goes back */
record RollbackRequest(@Size(max = 500) @Nullable String changeSummary) {}
