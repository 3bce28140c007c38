package dev.tenantry.audit.seal;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;

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

    private final Numbering numbering;
    private final SealTurns turns;

    Sealer(Numbering numbering, SealTurns turns) {
        super("sealing the audit log", Duration.ofMillis(500));
        this.numbering = numbering;
        this.turns = turns;
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
            for (var organization : numbering.waiting()) {
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
        } catch (RuntimeException failure) {
            Turns.report("sealing the audit log of organization " + organization, failure);
        }
    }
}
