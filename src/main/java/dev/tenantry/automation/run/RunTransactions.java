package dev.tenantry.automation.run;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantDataSource;

/** The transactions of runs, only so many at a time: requests need connections too. */
@Component
class RunTransactions {

    private final TransactionTemplate transaction;
    private final Semaphore databaseWork;
    private final AdmissionWorker admissions;
    private final RunWaiters waiters;

    RunTransactions(PlatformTransactionManager transactions, EngineSettings settings, AdmissionWorker admissions,
            RunWaiters waiters) {
        this.waiters = waiters;
        this.admissions = admissions;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setName(TenantDataSource.ROUTINE);
        this.databaseWork = new Semaphore(settings.databaseWork());
    }

    <T> T run(Supplier<T> work) {
        databaseWork.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(transaction.execute(_ -> work.get()));
        } finally {
            databaseWork.release();
            var organization = TenantContext.current().organizationId();
            admissions.mayHaveRoom(organization);
            waiters.mayHaveEnded(organization);
        }
    }
}
