package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/** Reads once for all who ask within a moment: those who wait meanwhile are told what came of it, a failure included, and do not ask one after the other. */
public final class SharedRead {

    private final long fresh;
    private final LongSupplier nanos;
    private boolean isBegun;
    private long begun;
    private @Nullable RuntimeException failure;

    /** @param fresh how old what was read may be when somebody asks */
    public SharedRead(Duration fresh) {
        this(fresh, System::nanoTime);
    }

    SharedRead(Duration fresh, LongSupplier nanos) {
        this.fresh = fresh.toNanos();
        this.nanos = nanos;
    }

    public void run(Runnable read) {
        run(nanos.getAsLong(), read);
    }

    private synchronized void run(long asked, Runnable read) {
        if (!isBegun || begun - asked < -fresh) {
            isBegun = true;
            begun = nanos.getAsLong();
            failure = null;
            try {
                read.run();
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
