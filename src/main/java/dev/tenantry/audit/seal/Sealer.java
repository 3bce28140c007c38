package dev.tenantry.audit.seal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/**
 * Has entries sealed as soon as their transactions, and all before them, are over. Not by tickets: a log outlives its organization. Several instances do
 * no harm: of each step one does it.
 */
@Component
class Sealer extends PeriodicTask {

    private static final int AT_ONCE = 4;

    /** How long one is left alone whose log cannot be sealed. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Numbering numbering;
    private final SealTurns turns;
    private final SealAlarm alarm;
    private final Clock clock;
    private final Map<UUID, Instant> held = new ConcurrentHashMap<>();

    Sealer(Numbering numbering, SealTurns turns, SealAlarm alarm, Clock clock) {
        super("sealing the audit log", Duration.ofMillis(500));
        this.clock = clock;
        this.numbering = numbering;
        this.turns = turns;
        this.alarm = alarm;
    }

    @Override
    protected void work() {
        var isMore = true;
        while (isMore && isRunning()) {
            isMore = numbering.tell();
            sealAll();
        }
    }

    private void sealAll() {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var now = clock.instant();
            held.values().removeIf(now::isAfter);
            for (var organization : numbering.waiting()) {
                if (held.containsKey(organization)) {
                    continue;
                }
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        seal(organization);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void seal(UUID organization) {
        try {
            new TenantContext(organization, null).run(() -> {
                while (isRunning() && turns.seal()) {
                    Thread.yield();
                }
            });
            alarm.fits(organization);
        } catch (ProblemException failure) {
            held.put(organization, clock.instant().plus(PAUSE));
            alarm.altered(organization, failure.detail());
            Turns.report("sealing the audit log of organization " + organization, failure);
        } catch (DuplicateKeyException failure) {
            held.put(organization, clock.instant().plus(PAUSE));
            alarm.altered(organization, "seals are there that were not made here");
            Turns.report("sealing the audit log of organization " + organization, failure);
        } catch (RuntimeException failure) {
            held.put(organization, clock.instant().plus(PAUSE));
            Turns.report("sealing the audit log of organization " + organization, failure);
        }
    }
}
