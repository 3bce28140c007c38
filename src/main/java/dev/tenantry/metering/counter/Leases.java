package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.ChannelHearer;
import dev.tenantry.shared.work.Turns;

/** All counters that this instance has to do with. Those that nobody uses any more are given back. */
@Component
public class Leases extends ChannelHearer implements DisposableBean {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ConcurrentMap<Counter, Lease> byCounter = new ConcurrentHashMap<>();
    private final CounterStore store;
    private final LongSupplier nanos;

    @Autowired
    Leases(CounterStore store, @Qualifier("counterPool") RolePool pool) {
        this(store, pool, System::nanoTime);
    }

    /** By another clock. */
    Leases(CounterStore store, RolePool pool, LongSupplier nanos) {
        super(pool, CounterStore.CHANNEL, "quotas that are used up elsewhere");
        this.store = store;
        this.nanos = nanos;
    }

    /**
     * Counts one where there is one left.
     *
     * @throws CountersUnavailableException where the database cannot be reached, and has to be
     * @throws org.springframework.dao.DataAccessException where it fails otherwise
     */
    public Verdict take(Rule rule, UUID organization, UUID subject) {
        var counter = new Counter(rule.id(), organization, subject);
        while (true) {
            var lease = byCounter.computeIfAbsent(counter, _ -> new Lease(counter, rule, store, nanos));
            // What it counts by may be something else by now.
            var verdict = lease.isOf(rule) ? lease.take() : null;
            if (verdict != null) {
                return verdict;
            }
            close(counter, lease);
        }
    }

    /** What was counted is not done. Does not fail. */
    public void putBack(Verdict verdict, UUID organization, UUID subject) {
        var chunk = verdict.chunk();
        var counter = new Counter(verdict.rule().id(), organization, subject);
        var lease = byCounter.get(counter);
        if (chunk != null) {
            attempt(() -> {
                if (lease == null) {
                    store.giveBack(counter, chunk.taken(), 1, false);
                } else {
                    lease.putBack(chunk);
                }
            });
        }
    }

    void closeIdle() {
        byCounter.forEach((counter, lease) -> {
            if (lease.isIdle(IDLE)) {
                rest(counter, lease);
            }
        });
    }

    /** What is let through evenly goes on where it was, and holds nothing meanwhile. */
    private void rest(Counter counter, Lease lease) {
        if (lease.isRested()) {
            close(counter, lease);
        } else {
            attempt(lease::recall);
        }
    }

    /** Behind the last request. */
    @Override
    public void destroy() {
        byCounter.forEach(this::close);
    }

    @Override
    public void hear(List<String> payloads) {
        for (var payload : payloads) {
            var counter = CounterStore.recalled(payload);
            var lease = counter == null ? null : byCounter.get(counter);
            if (lease != null) {
                attempt(lease::recall);
            }
        }
    }

    /** Whoever needs something asks again. */
    @Override
    public void miss() {}

    private void close(Counter counter, Lease lease) {
        byCounter.remove(counter, lease);
        attempt(lease::close);
    }

    /** What cannot be given back counts as used until its windows end. */
    private static void attempt(Runnable giving) {
        try {
            giving.run();
        } catch (RuntimeException failure) {
            Turns.report("giving quotas back", failure);
        }
    }
}
