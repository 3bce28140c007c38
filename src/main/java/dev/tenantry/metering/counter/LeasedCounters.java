package dev.tenantry.metering.counter;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

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
public class LeasedCounters extends ChannelHearer implements DisposableBean {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ConcurrentMap<Counter, LeasedCounter> byCounter = new ConcurrentHashMap<>();
    private final CounterStore store;
    private final LongSupplier nanos;

    @Autowired
    LeasedCounters(CounterStore store, @Qualifier("counterPool") RolePool pool) {
        this(store, pool, System::nanoTime);
    }

    /** By another clock. */
    LeasedCounters(CounterStore store, RolePool pool, LongSupplier nanos) {
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
    public QuotaDecision take(Rule rule, UUID organization, UUID subject) {
        var counter = new Counter(rule.id(), organization, subject);
        while (true) {
            var leased = byCounter.computeIfAbsent(counter, _ -> new LeasedCounter(counter, rule, store, nanos));
            // What it counts by may be something else by now.
            var decision = leased.isOf(rule) ? leased.take() : null;
            if (decision != null) {
                return decision;
            }
            close(counter, leased);
        }
    }

    /** What was counted is not done. Does not fail. */
    public void putBack(QuotaDecision decision, UUID organization, UUID subject) {
        var lease = decision.lease();
        var counter = new Counter(decision.rule().id(), organization, subject);
        var leased = byCounter.get(counter);
        if (lease != null) {
            attempt(() -> {
                if (leased == null) {
                    store.giveBack(counter, lease.grant(), 1, false);
                } else {
                    leased.putBack(lease);
                }
            });
        }
    }

    /** Tells the database what this instance holds and has not used of an organization's. Does not fail. */
    public void report(UUID organization) {
        report(counter -> counter.organizationId().equals(organization));
    }

    void report() {
        report(_ -> true);
    }

    private void report(Predicate<Counter> which) {
        attempt(() -> {
            var unspent = byCounter.entrySet()
                    .stream()
                    .filter(entry -> which.test(entry.getKey()))
                    .map(entry -> entry.getValue().unreported())
                    .filter(Objects::nonNull)
                    .toList();
            if (!unspent.isEmpty()) {
                store.report(unspent);
            }
        });
    }

    void closeIdle() {
        byCounter.forEach((counter, leased) -> {
            if (leased.isIdle(IDLE)) {
                rest(counter, leased);
            }
        });
    }

    /** What is let through evenly goes on where it was, and holds nothing meanwhile. */
    private void rest(Counter counter, LeasedCounter leased) {
        if (leased.isRested()) {
            close(counter, leased);
        } else {
            attempt(leased::recall);
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
            var leased = counter == null ? null : byCounter.get(counter);
            if (leased != null) {
                attempt(leased::recall);
            }
        }
    }

    /** Whoever needs something asks again. */
    @Override
    public void miss() {}

    private void close(Counter counter, LeasedCounter leased) {
        byCounter.remove(counter, leased);
        attempt(leased::close);
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
