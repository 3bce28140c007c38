package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;

/**
 * One counter, as one instance sees it. Whoever needs one takes it from the chunk that the instance holds; who finds that empty takes another one
 * from the database, for all that wait. What one of these has taken no other one can use, so that there are never more than the limit; and none is
 * refused before the others have been asked for what they hold.
 */
final class Lease {

    /** A chunk is a part of what is left, and no more than this. */
    private static final int MOST = 500;
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** For so long a refusal is repeated without asking: somebody may give back what they have not used. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private record Refusal(Taken taken, long at, long until) {}

    private record Look(Duration left, long at) {}

    private final Counter counter;
    private final Rule rule;
    private final CounterStore store;
    private final @Nullable Smoother smoother;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Chunk chunk;
    private volatile @Nullable Refusal refusal;
    private volatile long usedAt = System.nanoTime();
    private volatile @Nullable Look look;
    private boolean isClosed;

    /** @param nanos the clock by which what comes evenly does */
    Lease(Counter counter, Rule rule, CounterStore store, LongSupplier nanos) {
        this.counter = counter;
        this.rule = rule;
        this.store = store;
        this.smoother = rule.smoothing() == null ? null : new Smoother(rule.smoothing(), nanos);
    }

    boolean isOf(Rule other) {
        return rule == other || rule.equals(other);
    }

    boolean isIdle(Duration since) {
        return System.nanoTime() - usedAt > since.toNanos();
    }

    /** Whether another one that begins anew would be the same. */
    boolean isRested() {
        return smoother == null || smoother.isFull();
    }

    /** @return null where this one is closed, and another one to be asked */
    @Nullable
    Verdict take() {
        return smoother == null ? takeOfChunk() : takeEvenly(smoother);
    }

    /** What it is too early for takes nothing of what all count. */
    private @Nullable Verdict takeEvenly(Smoother smoother) {
        var probe = smoother.take();
        if (!probe.isConsumed()) {
            usedAt = System.nanoTime();
            return later(smoother.refused(rule, probe));
        }
        Verdict verdict = null;
        try {
            verdict = takeOfChunk();
        } finally {
            if (verdict == null || !verdict.isAdmitted()) {
                smoother.putBack();
            }
        }
        return verdict == null || !verdict.isAdmitted() ? verdict : smoother.admitted(verdict, probe);
    }

    /** Where all instances together have nothing left, nobody is to come back sooner than that in vain. It is looked once a second at most. */
    private Verdict later(Verdict own) {
        var now = System.nanoTime();
        var held = chunk;
        if (held != null && held.hasAny(now)) {
            return own;
        }
        var known = look;
        if (known == null || now - known.at >= REMEMBERED.toNanos()) {
            known = new Look(untilAnyIsLeft(), now);
            look = known;
        }
        var left = known.left.minusNanos(now - known.at);
        return left.compareTo(own.reset()) <= 0 ? own : new Verdict(rule, own.window(), 0, left, null);
    }

    /** It is too early here, whether or not the others can be asked. */
    private Duration untilAnyIsLeft() {
        try {
            return store.untilAnyIsLeft(counter, rule);
        } catch (RuntimeException _) {
            return Duration.ZERO;
        }
    }

    private @Nullable Verdict takeOfChunk() {
        var now = System.nanoTime();
        usedAt = now;
        var known = known(now);
        return known == null ? ask() : known;
    }

    /** What was taken is not needed. */
    void putBack(Chunk from) {
        if (smoother != null) {
            smoother.putBack();
        }
        lock.lock();
        try {
            refusal = null;
            if (from == chunk && !isClosed && !from.isReturned() && !from.isOver(System.nanoTime())
                    && from.taken().remaining().stream().allMatch(left -> left > 0)) {
                from.putBack();
                return;
            }
        } finally {
            lock.unlock();
        }
        store.giveBack(counter, from.taken(), 1, false);
    }

    /** Somebody else needs what is left here, or is to know that nothing is. Waits for nobody: whoever is asking holds nothing. */
    void recall() {
        tell(chunk);
    }

    /** Gives everything back, for good. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            tell(chunk);
            chunk = null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Verdict known(long now) {
        var held = chunk;
        if (held != null && held.use(now)) {
            return held.verdict(rule, now);
        }
        var refused = refusal;
        return refused != null && now - refused.until < 0 ? verdict(refused, now) : null;
    }

    private @Nullable Verdict ask() {
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

    private Verdict fetch() {
        giveBack(chunk);
        chunk = null;
        var asked = System.nanoTime();
        var taken = fetchOnce();
        if (taken.granted() == 0 && taken.isHeldElsewhere()) {
            store.recall(counter);
        }
        for (var begun = asked; taken.granted() == 0 && taken.isHeldElsewhere()
                && System.nanoTime() - begun < PATIENCE.toNanos();) {
            pause();
            asked = System.nanoTime();
            taken = fetchOnce();
        }
        if (taken.granted() == 0) {
            var refused = new Refusal(taken, asked,
                    asked + Math.min(REMEMBERED.toNanos(),
                            Duration.ofMillis(taken.millisLeft().get(taken.tightest())).toNanos()));
            refusal = refused;
            return verdict(refused, System.nanoTime());
        }
        refusal = null;
        // The first of them is whose the question was.
        var fresh = store.chunk(counter, taken, asked);
        chunk = fresh;
        return fresh.verdict(rule, asked);
    }

    private Taken fetchOnce() {
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
    private void tell(@Nullable Chunk held) {
        var unused = held == null ? 0 : held.drain();
        if (held != null && (held.isFirstReturn() || unused > 0)) {
            store.giveBack(counter, held.taken(), unused, true);
            held.end();
        }
    }

    /** Before another one is taken, by which the database knows that this one is over. */
    private void giveBack(@Nullable Chunk held) {
        var unused = held == null ? 0 : held.drain();
        if (held != null && unused > 0) {
            store.giveBack(counter, held.taken(), unused, true);
        }
        if (held != null) {
            held.end();
        }
    }

    private Verdict verdict(Refusal refused, long now) {
        var window = refused.taken.tightest();
        var left = Duration.ofMillis(refused.taken.millisLeft().get(window)).minusNanos(now - refused.at);
        return new Verdict(rule, rule.window(window), 0, left.isNegative() ? Duration.ZERO : left, null);
    }
}
