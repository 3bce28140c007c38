package dev.tenantry.automation.run.control;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Which runs are to go on: all that this says of them must hold.
 *
 * @param status        failed or parked; absent: both. Or refused, by itself: those of which there were too many of one cause already, as far as
 *                      they are recorded, the first 1,000 of a cause, and what asked for them is kept, begin then as they would now
 * @param errorContains whatever its case; of runs whose errors the caller may see
 * @param from          when they began, at the earliest
 * @param to            before which they began
 * @param ratePerMinute how many go on, or begin, each minute; absent: all at once
 * @param all           that it is all of them, where nothing else says which
 * @param after         that they come behind this run, as the answer to an earlier request says
 * @param dryRun        whether nothing is to be done, and only told what would be
 */
record RedriveRequest(
        @Nullable UUID workflowId,
        @Size(min = 1, max = 2) @Nullable List<@NotNull RunStatus> status,
        @Size(min = 1, max = 200) @Nullable String errorContains,
        @Nullable Instant from,
        @Nullable Instant to,
        @Min(1) @Max(60_000) @Nullable Integer ratePerMinute,
        @Nullable Boolean all,
        @Min(0) @Nullable Long after,
        @Nullable Boolean dryRun) {

    /** @throws ProblemException 422 where nothing says which runs, or all are stated besides what says so */
    void demandFilter() {
        var isFiltered = Stream.of(workflowId, status, errorContains, from, to).anyMatch(Objects::nonNull);
        if (isFiltered == Boolean.TRUE.equals(all)) {
            throw ProblemException.invalid("all", isFiltered ? "excluded" : "required", isFiltered
                    ? "this goes with nothing that says which runs"
                    : "true is to be stated where nothing else says which runs: it means every one that failed or was parked");
        }
    }

    public String[] statuses() {
        if (status == null) {
            return RunStatus.stuck();
        }
        if (!isOfRefused() && !status.stream().allMatch(RunStatus::isStuck)) {
            throw ProblemException.invalid("status", "invalid",
                    "only runs that failed or were parked go on; those that were refused begin, and are stated alone");
        }
        return status.stream().map(RunStatus::toString).toArray(String[]::new);
    }

    boolean isPreview() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** Whether it is of runs that have not begun. */
    boolean isOfRefused() {
        return List.of(RunStatus.REFUSED).equals(status);
    }
}
