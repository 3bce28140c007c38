package dev.tenantry.crm.email;

import jakarta.validation.constraints.NotNull;

/** Who is to see a mail. */
record EmailVisibilityRequest(@NotNull EmailVisibility visibility) {}
