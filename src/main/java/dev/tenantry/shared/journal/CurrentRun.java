package dev.tenantry.shared.journal;

import org.jspecify.annotations.Nullable;

/** The run of a workflow that the current work is done by, in the name of whoever published the workflow. */
public final class CurrentRun {

    private static final ScopedValue<Long> ID = ScopedValue.newInstance();

    private CurrentRun() {}

    /** Null where a person does it, or the application itself. */
    public static @Nullable Long idOrNull() {
        return ID.isBound() ? ID.get() : null;
    }

    /** Runs work, transactions and all, that the run does. */
    public static void during(long id, Runnable work) {
        ScopedValue.where(ID, id).run(work);
    }
}
