package dev.tenantry.automation.run;

/**
 * What came of having runs go on.
 *
 * @param isPreview  whether nothing was done
 * @param redriven   how many go on, or would; of those that were refused how many begin
 * @param skipped    how many were left out, as somebody is working on them; of those that were refused, as what they are for is not active, is not
 *                   started by such an event any more, or turns them away
 * @param isComplete whether these were all; else the request is to be made again
 */
record RedriveResponse(boolean isPreview, int redriven, int skipped, boolean isComplete) {}
