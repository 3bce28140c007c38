package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A session that is under way, and what this instance has taken for it. */
final class ActiveSession {

    /** Between two times at which lines are written, so that none takes the place of other organizations' lines. */
    private static final int MOST_AT_ONCE = 500;

    private final UUID organization;
    private final UUID id;
    private final String module;
    private final DebugLevel level;
    private final Instant endsAt;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    ActiveSession(UUID organization, UUID id, String module, DebugLevel level, Instant endsAt) {
        this.organization = organization;
        this.id = id;
        this.module = module;
        this.level = level;
        this.endsAt = endsAt;
    }

    UUID organization() {
        return organization;
    }

    UUID id() {
        return id;
    }

    boolean wants(String logger, DebugLevel of, Instant now) {
        return of.compareTo(level) >= 0 && module.equals(Modules.of(logger)) && now.isBefore(endsAt);
    }

    /** Whether there is room for one more line. */
    boolean takes() {
        return taken.incrementAndGet() <= MOST_AT_ONCE;
    }

    void drop() {
        dropped.incrementAndGet();
    }

    /** How many lines have been dropped since this was asked last; there is room again. */
    int settle() {
        taken.set(0);
        return dropped.getAndSet(0);
    }
}
