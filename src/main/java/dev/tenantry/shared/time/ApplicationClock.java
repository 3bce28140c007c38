package dev.tenantry.shared.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time, in UTC and the microseconds that the database keeps; and another one for work that tells of the past. */
public final class ApplicationClock extends Clock {

    private static final ScopedValue<Instant> ELSEWHEN = ScopedValue.newInstance();

    private static final Duration TICK = Duration.ofNanos(1_000);

    private final Clock system;

    public ApplicationClock() {
        this(Clock.tick(Clock.systemUTC(), TICK));
    }

    private ApplicationClock(Clock system) {
        this.system = system;
    }

    /** Does the work as though it were this moment. What the database stamps by itself keeps the true time. */
    public static void at(Instant moment, Runnable work) {
        ScopedValue.where(ELSEWHEN, moment).run(work);
    }

    @Override
    public Instant instant() {
        return ELSEWHEN.isBound() ? ELSEWHEN.get() : system.instant();
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : new ApplicationClock(system.withZone(zone));
    }
}
