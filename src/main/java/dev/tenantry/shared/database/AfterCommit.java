package dev.tenantry.shared.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is to happen once the running transaction has been committed, and not where it is not. */
public final class AfterCommit {

    private AfterCommit() {}

    /**
     * On the committing thread, in the order in which it was asked for.
     *
     * @throws IllegalStateException where no transaction is running
     */
    public static void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Likewise, once it has not been committed. */
    public static void otherwise(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    work.run();
                }
            }
        });
    }
}
