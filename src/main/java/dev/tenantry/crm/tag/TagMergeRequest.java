package dev.tenantry.crm.tag;

import jakarta.validation.constraints.NotNull;

/** The tag that goes into another one. */
record TagMergeRequest(@NotNull Long tagId) {}
