package dev.tenantry.crm.lead;

import org.jspecify.annotations.Nullable;

/** What a lead was converted to. */
record Converted(Long contactId, @Nullable Long companyId, @Nullable Long opportunityId) {}
