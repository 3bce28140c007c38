package dev.tenantry.shared.database;

import org.hibernate.Session;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Changes of entities in a session that has no transaction of its own. Plain SQL would be refused by the connection; these
 * are not even sent, because the session is closed with the other role's transaction, which does not flush it.
 */
final class LostChanges {

    private LostChanges() {}

    /** @throws IllegalStateException where there are any */
    static void refuse() {
        for (var resource : TransactionSynchronizationManager.getResourceMap().values()) {
            if (resource instanceof EntityManagerHolder holder
                    && isLost(holder.getEntityManager().unwrap(Session.class))) {
                throw new IllegalStateException(
                        "a tenant's entities were changed in a transaction of another role, which does not write them: "
                                + "the change needs a transaction of the tenant's own");
            }
        }
    }

    private static boolean isLost(Session session) {
        return !session.isJoinedToTransaction() && session.isDirty();
    }
}
