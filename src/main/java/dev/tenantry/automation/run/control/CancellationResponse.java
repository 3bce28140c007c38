package dev.tenantry.automation.run.control;

/**
 * What came of cancelling a workflow's runs.
 *
 * @param cancelled  how many
 * @param isComplete whether there were no more; else the request is to be made again
 */
record CancellationResponse(int cancelled, boolean isComplete) {}
