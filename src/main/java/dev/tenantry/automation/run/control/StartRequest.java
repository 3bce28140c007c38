package dev.tenantry.automation.run.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * @param input what the steps find under {@code trigger}, for example {@code {"contactId":"17"}}; a contactId, companyId or opportunityId
 *              is the id of one that the caller may read
 */
record StartRequest(@Nullable ObjectNode input) {}
