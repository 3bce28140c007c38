package dev.tenantry.automation.run.migration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.run.RunStatus;

/** A run with those that carry out steps within its steps, itself the first, as they stand while nobody else can go on with them. */
record RunTree(List<Node> nodes) {

    /**
     * A run of it.
     *
     * @param block   where its steps stand: {@code steps/2/config/steps}
     * @param carried the permissions to read what has come to it from elsewhere
     * @param next    the place of the step that it goes on with; null where it has ended, or nobody may take it now
     * @param reached the places of those that it has come to
     * @param until   where it waits, when that is over at the latest
     */
    record Node(
            long id,
            String block,
            RunStatus status,
            Set<String> carried,
            @Nullable Integer next,
            boolean isLeased,
            List<Integer> reached,
            @Nullable Instant until) {

        boolean hasBegun() {
            return !reached.isEmpty() || next == null || next > 0;
        }

        /** Whether the step where it is has begun, and goes on waiting as it began. */
        boolean isWaiting() {
            return status == RunStatus.WAITING && next != null && reached.contains(next);
        }

        /** Where it is, or has got to; 0 where it has come to nothing. */
        int place() {
            return next == null ? reached.stream().mapToInt(place -> place).max().orElse(0) : next;
        }
    }

    long id() {
        return nodes.getFirst().id;
    }
}
