package dev.tenantry.automation.run.migration;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * What came of taking a version's runs to the current one.
 *
 * @param from       the version that they began with
 * @param to         the current one
 * @param isPreview  whether nothing was changed
 * @param migrated   how many were, or would be
 * @param left       those that go on as they began
 * @param skipped    steps that only the current version has before where runs of those are: these do not carry them out
 * @param keepsWaiting steps of those that have begun and wait: that goes on as it began, by what the step said then
 * @param isComplete whether these were all; else the request is to be made again, behind these
 * @param after      what that request begins behind; null where these were all
 */
record MigrationResponse(
        int from,
        int to,
        boolean isPreview,
        int migrated,
        List<Left> left,
        List<Skipped> skipped,
        List<Waiting> keepsWaiting,
        boolean isComplete,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long after) {

    /** Runs that go on as they began. @param reason the first one for each of them */
    record Left(String reason, int runs) {}

    /** A step that waits: a delay, an approval. @param runs how many wait at it @param until when the last one's wait is over; absent where that is not known */
    record Waiting(String stepId, int runs, @Nullable Instant until) {}

    /** A step that is passed over. @param stepId its id @param runs how many of those that were, or would be, taken there do not come to it */
    record Skipped(String stepId, int runs) {}
}
