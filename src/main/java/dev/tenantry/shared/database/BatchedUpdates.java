package dev.tenantry.shared.database;

import java.util.Map;

import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator;
import org.hibernate.engine.jdbc.mutation.internal.StandardMutationExecutorService;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/**
 * Sends updates of changed columns alone in batches, too: those that state the same columns of the same entity. Hibernate sends
 * each by itself, an exchange with the database apiece, as it knows batches by their entity and not by their statement.
 */
@Component
class BatchedUpdates implements HibernatePropertiesCustomizer {

    @Override
    public void customize(Map<String, Object> properties) {
        var standard = new StandardMutationExecutorService(properties);
        MutationExecutorService service = (batches, group, session) -> {
            var known = batches.getBatchKey();
            var key = known == null ? keyOrNull(group, session) : known;
            return standard.createExecutor(() -> key, group, session);
        };
        properties.put(MutationExecutorServiceInitiator.EXECUTOR_KEY, service);
    }

    private record Statement(String sql) implements BatchKey {}

    private static @Nullable BatchKey keyOrNull(MutationOperationGroup group,
            SharedSessionContractImplementor session) {
        return group.getMutationType() == MutationType.UPDATE && group.getNumberOfOperations() == 1
                && group.getSingleOperation() instanceof PreparableMutationOperation operation
                && !isAsked(group) && session.isTransactionInProgress()
                        ? new Statement(operation.getSqlString())
                        : null;
    }

    /** Whether what the database makes of it is read back. */
    private static boolean isAsked(MutationOperationGroup group) {
        var entity = group.asEntityMutationOperationGroup();
        return entity != null && entity.getMutationDelegate() != null;
    }
}
