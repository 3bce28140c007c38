package dev.tenantry.crm.imports;

import java.util.UUID;

/**
 * A claim to see to an import.
 *
 * @param fencingToken  of this claim; a later claim has a larger one
 * @param attempts      claims since the last progress, this one included
 * @param isTrial       whether it is a dry run
 */
record ImportJob(UUID organizationId, Long importId, long fencingToken, int attempts, boolean isTrial) {}
