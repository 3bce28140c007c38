package dev.tenantry.automation.run.control;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * What came of having runs go on.
 *
 * @param isPreview  whether nothing was done; whether the enrolment lets in those that were refused is not asked then
 * @param redriven   how many go on, or would; of those that were refused how many begin
 * @param skipped    how many were left out, as somebody is working on them
 * @param left       of those that were refused the ones that cannot begin
 * @param isComplete whether these were all; else the request is to be made again
 * @param after      what that request goes on behind; absent where there is nothing behind it
 * @param lastAt     with a rate, when the last of them goes on or begins, at the earliest where it waits for a slot: a further request begins at once again,
 *                   and is best made then; absent without one
 */
record RedriveResponse(
        boolean isPreview,
        int redriven,
        int skipped,
        List<Left> left,
        boolean isComplete,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long after,
        @Nullable Instant lastAt) {

    /** Runs that stay refused. @param reason the first one for each of them */
    record Left(String reason, int runs) {}
}
