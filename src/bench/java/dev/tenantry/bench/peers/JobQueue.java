package dev.tenantry.bench.peers;

import java.sql.SQLException;

/** A queue of jobs that do nothing. */
interface JobQueue extends AutoCloseable {

    /** Puts so many jobs into the queue, which nobody looks at meanwhile. */
    void enqueue(int jobs) throws SQLException;

    /** From now on they are carried out, each of which calls {@link Rounds#perform()}. */
    void begin();

    /** What {@link #begin()} began ends. */
    void pause();

    /** SQL for how many are not recorded as done. */
    String left();

    @Override
    void close();
}
