package dev.tenantry.automation.run.step;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.start.AdmissionWorker;
import dev.tenantry.shared.tenancy.Shares;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantDataSource;

/**
 * The transactions of runs, only so many at a time: requests need connections too. One organization never has all of them, and it
 * waits for connections of its own, which its requests may have, before it takes from what is everybody's.
 */
@Component
public class RunTransactions {

    private final TransactionTemplate transaction;
    private final TenantDataSource connections;
    private final Semaphore databaseWork;
    private final Shares shares;
    private final AdmissionWorker admissions;
    private final RunWaiters waiters;

    RunTransactions(PlatformTransactionManager transactions, TenantDataSource connections, EngineSettings settings,
            AdmissionWorker admissions, RunWaiters waiters) {
        this.waiters = waiters;
        this.admissions = admissions;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setName(TenantDataSource.ROUTINE);
        this.connections = connections;
        this.databaseWork = new Semaphore(settings.databaseWork(), true);
        this.shares = new Shares(Math.max(1, settings.databaseWork() - 1));
    }

    public <T> T run(Supplier<T> work) {
        var organization = TenantContext.current().organizationId();
        var share = shares.join(organization);
        try {
            return within(share, () -> connections.reserving(
                    () -> within(databaseWork, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())))));
        } finally {
            shares.leave(organization);
            admissions.mayHaveRoom(organization);
            waiters.mayHaveEnded(organization);
        }
    }

    /** The running transaction becomes one of them until it ends, unless there are enough: it waits for none. @return whether it is */
    boolean isAdded() {
        var organization = TenantContext.current().organizationId();
        var share = shares.join(organization);
        if (!share.tryAcquire()) {
            shares.leave(organization);
            return false;
        }
        if (!databaseWork.tryAcquire()) {
            share.release();
            shares.leave(organization);
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCompletion(int status) {
                databaseWork.release();
                share.release();
                shares.leave(organization);
            }
        });
        return true;
    }

    private static <T> T within(Semaphore permits, Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
