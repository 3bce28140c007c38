package dev.tenantry.automation.run;

/**
 * What came of having runs go on.
 *
 * @param isPreview  whether nothing was done
 * @param redriven   how many go on, or would
 * @param skipped    how many were left out, as somebody is working on them
 * @param isComplete whether these were all; else the request is to be made again
 */
record RedriveResponse(boolean isPreview, int redriven, int skipped, boolean isComplete) {}
