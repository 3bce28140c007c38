package dev.tenantry.automation.run.control;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

import dev.tenantry.automation.run.RunStatus;

/**
 * Runs that were started for records.
 *
 * @param started how many there are to be carried out
 * @param turnedAway how many begin nothing, as the workflow's enrolment lets them not in
 * @param results of each record its run, in the order of the records
 */
record BulkStartResponse(int started, int turnedAway, List<Started> results) {

    record Started(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long recordId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
            RunStatus status) {}
}
