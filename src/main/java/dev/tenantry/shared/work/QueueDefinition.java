package dev.tenantry.shared.work;

import java.time.Duration;

/**
 * What a queue is. Its table has the columns that {@code V3__shared_work.sql} names.
 *
 * @param name       what its tickets, threads and metrics are called by
 * @param table      where it is, and which rows and columns of it are meant
 * @param lease      how long after an instance's last sign of life others take over its claims
 * @param perTenant  how many claims of one organization an instance may hold
 * @param turns      how an organization's work gets its turn
 * @param mostLosses how many holders a piece of work may survive, before it is put aside
 */
public record QueueDefinition(String name, Source table, Duration lease, int perTenant, Turn turns, int mostLosses) {

    /** So often a piece of work may usually take its process with it. */
    public static final int USUAL_LOSSES = 5;

    /**
     * A queue's table.
     *
     * @param rows    which of its rows are in the queue at all, beginning with {@code and}, as {@code and not c.about_account}
     * @param among   which of these a claim is after, with parameters that it brings, as {@code and (? or not c.is_dry_run)}
     * @param columns what a claim tells besides its own, beginning with a comma, as {@code , q.user_id, q.depth}
     */
    public record Source(String name, String rows, String among, String columns) {

        public Source(String name) {
            this(name, "", "", "");
        }
    }

    /** How organizations get their turns. */
    public enum Turn {

        /** One after the other, except those that are paused. */
        IN_TURN,
        /** So, and an organization has one piece of work under way at a time, over all instances. */
        ONE_AT_A_TIME,
        /** One after the other, those that are paused included. */
        PAUSED_TOO
    }
}
