package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;

/**
 * One counter, as one instance sees it. Whoever needs one takes it from the lease that the instance holds; who finds that empty takes another one
 * from the database, for all that wait. What one of these has taken no other one can use, so that there are never more than the limit; and none is
 * refused before the others have been asked for what they hold.
 */
final class LeasedCounter {

    /** A lease is a part of what is left, and no more than this. */
    private static final int MOST = 500;
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** For so long a refusal is repeated without asking: somebody may give back what they have not used. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private record Refusal(LeaseGrant grant, long at, long until) {}

    private record Look(Duration left, long at) {}

    private final Counter counter;
    private final Rule rule;
    private final CounterStore store;
    private final @Nullable TokenBucket bucket;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable CounterLease lease;
    private volatile @Nullable Refusal refusal;
    private volatile long usedAt = System.nanoTime();
    private volatile @Nullable Look look;
    private boolean isClosed;

    /** @param nanos the clock by which what comes evenly does */
    LeasedCounter(Counter counter, Rule rule, CounterStore store, LongSupplier nanos) {
        this.counter = counter;
        this.rule = rule;
        this.store = store;
        this.bucket = rule.burstLimit() == null ? null : new TokenBucket(rule.burstLimit(), nanos);
    }

    boolean isOf(Rule other) {
        return rule == other || rule.equals(other);
    }

    boolean isIdle(Duration since) {
        return System.nanoTime() - usedAt > since.toNanos();
    }

    /** Whether another one that begins anew would be the same. */
    boolean isRested() {
        return bucket == null || bucket.isFull();
    }

    /** @return null where this one is closed, and another one to be asked */
    @Nullable
    QuotaDecision take() {
        return bucket == null ? takeOfLease() : takeEvenly(bucket);
    }

    /** What it is too early for takes nothing of what all count. */
    private @Nullable QuotaDecision takeEvenly(TokenBucket bucket) {
        var probe = bucket.take();
        if (!probe.isConsumed()) {
            usedAt = System.nanoTime();
            return later(bucket.refused(rule, probe));
        }
        QuotaDecision decision = null;
        try {
            decision = takeOfLease();
        } finally {
            if (decision == null || !decision.isAdmitted()) {
                bucket.putBack();
            }
        }
        return decision == null || !decision.isAdmitted() ? decision : bucket.admitted(decision, probe);
    }

    /** Where all instances together have nothing left, nobody is to come back sooner than that in vain. It is looked once a second at most. */
    private QuotaDecision later(QuotaDecision own) {
        var now = System.nanoTime();
        var held = lease;
        if (held != null && held.hasAny(now)) {
            return own;
        }
        var known = look;
        if (known == null || now - known.at >= REMEMBERED.toNanos()) {
            known = new Look(untilAnyIsLeft(), now);
            look = known;
        }
        var left = known.left.minusNanos(now - known.at);
        return left.compareTo(own.reset()) <= 0 ? own : new QuotaDecision(rule, own.window(), 0, left, null);
    }

    /** It is too early here, whether or not the others can be asked. */
    private Duration untilAnyIsLeft() {
        try {
            return store.untilAnyIsLeft(counter, rule);
        } catch (RuntimeException _) {
            return Duration.ZERO;
        }
    }

    private @Nullable QuotaDecision takeOfLease() {
        var now = System.nanoTime();
        usedAt = now;
        var known = known(now);
        return known == null ? ask() : known;
    }

    /** What was taken is not needed. */
    void putBack(CounterLease from) {
        if (bucket != null) {
            bucket.putBack();
        }
        lock.lock();
        try {
            refusal = null;
            if (from == lease && !isClosed && !from.isReturned() && !from.isOver(System.nanoTime())
                    && from.grant().remaining().stream().allMatch(left -> left > 0)) {
                from.putBack();
                return;
            }
        } finally {
            lock.unlock();
        }
        store.giveBack(counter, from.grant(), 1, false);
    }

    /** Somebody else needs what is left here, or is to know that nothing is. Waits for nobody: whoever is asking holds nothing. */
    void recall() {
        tell(lease);
    }

    /** What is not used of the lease; null where the database has been told so already. */
    @Nullable
    Unspent unreported() {
        var held = lease;
        var unspent = held == null ? null : held.unreported();
        return held == null || unspent == null ? null : new Unspent(counter, held.grant().leased(), unspent);
    }

    /** Gives everything back, for good. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            tell(lease);
            lease = null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable QuotaDecision known(long now) {
        var held = lease;
        if (held != null && held.use(now)) {
            return held.decision(rule, now);
        }
        var refused = refusal;
        return refused != null && now - refused.until < 0 ? decision(refused, now) : null;
    }

    private @Nullable QuotaDecision ask() {
        lock.lock();
        try {
            if (isClosed) {
                return null;
            }
            var known = known(System.nanoTime());
            return known == null ? fetch() : known;
        } finally {
            lock.unlock();
        }
    }

    private QuotaDecision fetch() {
        giveBack(lease);
        lease = null;
        var asked = System.nanoTime();
        var grant = fetchOnce();
        if (grant.granted() == 0 && grant.isHeldElsewhere()) {
            store.recall(counter);
        }
        for (var begun = asked; grant.granted() == 0 && grant.isHeldElsewhere()
                && System.nanoTime() - begun < PATIENCE.toNanos();) {
            pause();
            asked = System.nanoTime();
            grant = fetchOnce();
        }
        if (grant.granted() == 0) {
            var refused = new Refusal(grant, asked,
                    asked + Math.min(REMEMBERED.toNanos(),
                            Duration.ofMillis(grant.millisLeft().get(grant.tightest())).toNanos()));
            refusal = refused;
            return decision(refused, System.nanoTime());
        }
        refusal = null;
        // The first of them is whose the question was.
        var fresh = store.lease(counter, grant, asked);
        lease = fresh;
        return fresh.decision(rule, asked);
    }

    private LeaseGrant fetchOnce() {
        return store.take(counter, rule, 1 + lock.getQueueLength(), MOST);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been taken since is not meant: the database tells it by its time. */
    private void tell(@Nullable CounterLease held) {
        var unused = held == null ? 0 : held.drain();
        if (held != null && (held.isFirstReturn() || unused > 0)) {
            store.giveBack(counter, held.grant(), unused, true);
            held.end();
        }
    }

    /** Before another one is taken, by which the database knows that this one is over. */
    private void giveBack(@Nullable CounterLease held) {
        var unused = held == null ? 0 : held.drain();
        if (held != null && unused > 0) {
            store.giveBack(counter, held.grant(), unused, true);
        }
        if (held != null) {
            held.end();
        }
    }

    private QuotaDecision decision(Refusal refused, long now) {
        var window = refused.grant.tightest();
        var left = Duration.ofMillis(refused.grant.millisLeft().get(window)).minusNanos(now - refused.at);
        return new QuotaDecision(rule, rule.window(window), 0, left.isNegative() ? Duration.ZERO : left, null);
    }
}
