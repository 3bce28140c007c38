package dev.tenantry.automation.workflow;

import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/** @param baseVersion the current version, which the draft replaces; absent: the one that it was made from */
record DraftPublicationRequest(@Positive @Nullable Integer baseVersion) {}
