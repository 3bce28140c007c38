package dev.tenantry.crm.project;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a project has come. What is in the trash counts for nothing; parts of tasks count as tasks.
 *
 * @param percent        of its tasks those that are done, rounded down; absent where it has none
 * @param tasks          how many are open, done, and open though they were due
 * @param milestones     likewise, ahead, reached, and ahead though they were due, by today in the caller's zone
 * @param nextDueAt      when the first of the open tasks is due that are not overdue; absent where none is
 */
record ProjectProgressResponse(@Nullable Integer percent, Count tasks, Count milestones, @Nullable Instant nextDueAt) {

    record Count(long open, long done, long overdue) {}
}
