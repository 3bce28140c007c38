package dev.tenantry.automation.run;

import java.util.List;

/**
 * What came of taking a version's runs to the current one.
 *
 * @param from       the version that they began with
 * @param to         the current one
 * @param isPreview  whether nothing was changed
 * @param migrated   how many were, or would be
 * @param left       those that go on as they began
 * @param isComplete whether these were all; else the request is to be made again
 */
record MigrationResponse(int from, int to, boolean isPreview, int migrated, List<Left> left, boolean isComplete) {

    /** Runs that go on as they began. @param reason the first one for each of them */
    record Left(String reason, int runs) {}
}
