package dev.tenantry.crm.imports;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/**
 * A claim to see to an import.
 *
 * @param attempts claims since the last progress, this one included
 * @param isRun    whether it is to be run; otherwise its file is to be deleted
 * @param isDryRun whether it is a dry run
 */
record ImportJob(
        UUID organizationId,
        Long importId,
        long epoch,
        int attempts,
        int losses,
        boolean isRun,
        boolean isDryRun)
        implements
            Lease {

    @Override
    public Object key() {
        return importId;
    }
}
