package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;

/** Some that an instance has taken and uses up without asking, until the first of the windows ends. */
final class CounterLease {

    private final LeaseGrant grant;
    private final AtomicInteger left;
    private final long until;
    private final int tightest;
    private final LeaseNote note;
    private final AtomicBoolean isReturned = new AtomicBoolean();
    private final AtomicInteger reported = new AtomicInteger(-1);

    /** One of it is used already. @param asked when the database was asked, by the clock that never steps: what it said of time was true a little later */
    CounterLease(LeaseGrant grant, long asked, LeaseNote note) {
        this.grant = grant;
        this.note = note;
        this.left = new AtomicInteger(grant.granted() - 1);
        this.until = asked + Duration.ofMillis(grant.millisUntilTheFirstEnds()).toNanos();
        this.tightest = grant.tightest();
    }

    /** One that is noted nowhere. */
    CounterLease(LeaseGrant grant, long asked) {
        this(grant, asked, LeaseNote.NONE);
    }

    LeaseGrant grant() {
        return grant;
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** @return whether there was one */
    boolean use(long now) {
        if (isOver(now) || left.getAndUpdate(number -> Math.max(number - 1, 0)) == 0) {
            return false;
        }
        note.add(-1);
        return true;
    }

    boolean hasAny(long now) {
        return !isOver(now) && left.get() > 0;
    }

    void putBack() {
        note.add(1);
        left.incrementAndGet();
    }

    /** What is not used; null where the database has been told so already. */
    @Nullable
    Integer unreported() {
        var unspent = left.get();
        return reported.getAndSet(unspent) == unspent ? null : (Integer) unspent;
    }

    /** Whether the database has been told that nobody holds any of it. */
    boolean isReturned() {
        return isReturned.get();
    }

    /** @return whether it is the first time */
    boolean isFirstReturn() {
        return isReturned.compareAndSet(false, true);
    }

    /** The database has been told what was left, and of what is still being used that it is. */
    void end() {
        note.end();
    }

    /** What was left; nobody uses it any more. */
    int drain() {
        return left.getAndSet(0);
    }

    QuotaDecision decision(Rule rule, long now) {
        var passed = Duration.ofNanos(now - until).toMillis() + grant.millisUntilTheFirstEnds();
        return new QuotaDecision(rule, rule.window(tightest), (long) grant.remaining().get(tightest) + left.get(),
                Duration.ofMillis(Math.max(0, grant.millisLeft().get(tightest) - Math.max(0, passed))), this);
    }
}
