package dev.tenantry.support;

import java.util.concurrent.CountDownLatch;

import dev.tenantry.shared.database.RolePool;

/** All connections of a pool, as whoever floods it has them. */
public final class HeldConnections implements AutoCloseable {

    /** As configured where nothing else is. */
    private static final int OF_THE_WORKER = 4;

    private final CountDownLatch over = new CountDownLatch(1);

    private HeldConnections() {}

    public static HeldConnections of(RolePool worker) throws InterruptedException {
        var held = new HeldConnections();
        var there = new CountDownLatch(OF_THE_WORKER);
        for (var number = 0; number < OF_THE_WORKER; number++) {
            Thread.startVirtualThread(() -> worker.inTransaction(() -> {
                worker.jdbc().sql("select 1").query(Integer.class).single();
                there.countDown();
                held.await();
            }));
        }
        there.await();
        return held;
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
