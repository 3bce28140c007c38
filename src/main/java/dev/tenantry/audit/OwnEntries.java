package dev.tenantry.audit;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Whether the current request changed something of which the audit log tells. */
final class OwnEntries implements TransactionSynchronization {

    private static final String ATTRIBUTE = OwnEntries.class.getName();
    private static final OwnEntries ONCE_COMMITTED = new OwnEntries();

    private OwnEntries() {}

    /** The current transaction writes one. What is rolled back, such as something that was only tried out, leaves none behind. */
    static void expect() {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.getSynchronizations().contains(ONCE_COMMITTED)) {
            TransactionSynchronizationManager.registerSynchronization(ONCE_COMMITTED);
        }
    }

    static boolean areThere() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) != null;
    }

    @Override
    public void afterCommit() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, true, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
