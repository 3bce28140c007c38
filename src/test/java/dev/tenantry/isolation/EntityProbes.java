package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/** What one tenant tries through Hibernate. Every attempt is a session and a transaction that is rolled back. */
final class EntityProbes {

    private final TransactionTemplate transaction;
    private final TenantContext context;
    private int count;

    EntityProbes(TransactionTemplate transaction, TenantContext context) {
        this.transaction = transaction;
        this.context = context;
    }

    int count() {
        return count;
    }

    List<Object> ids(SessionFactory factory, MappedEntity entity) {
        return query(factory, "select e." + entity.idProperty() + " from " + entity.name() + " e");
    }

    List<Object> query(SessionFactory factory, String query) {
        return inSession(factory, session -> List.copyOf(session.createSelectionQuery(query, Object.class).list()));
    }

    List<Object> nativeQuery(SessionFactory factory, String query) {
        return inSession(factory, session -> List.copyOf(session.createNativeQuery(query, Object.class).list()));
    }

    /** Through the query that restricts itself, with a condition that would let everything through. */
    List<Object> idsOfTenantQuery(SessionFactory factory, MappedEntity entity) {
        return attempt(() -> {
            try (var session = factory.openSession()) {
                return TenantQuery
                        .of(session, Object.class, "e." + entity.idProperty(), entity.type(),
                                List.of("e.organizationId is null or 1 = 1"), "")
                        .list();
            }
        });
    }

    /** What the session finds afterwards, and while that query was made but not asked. */
    List<Object> idsAfterTenantQuery(SessionFactory factory, MappedEntity entity) {
        return attempt(() -> {
            try (var session = factory.openSession()) {
                var hql = "select e." + entity.idProperty() + " from " + entity.name() + " e";
                var asked = TenantQuery.of(session, Object.class, "e", entity.type(), List.of(), "");
                var found = new ArrayList<>(session.createSelectionQuery(hql, Object.class).list());
                asked.list();
                found.addAll(session.createSelectionQuery(hql, Object.class).list());
                return found;
            }
        });
    }

    boolean finds(SessionFactory factory, MappedEntity entity, Object id) {
        return attempt(() -> {
            try (var session = factory.openSession()) {
                return session.find(entity.type(), id) != null;
            }
        });
    }

    /** Through a reference, which Hibernate hands out unseen. */
    boolean loads(SessionFactory factory, MappedEntity entity, Object id) {
        return attempt(() -> {
            try (var session = factory.openSession()) {
                Hibernate.initialize(session.getReference(entity.type(), id));
                return true;
            } catch (RuntimeException absent) {
                return false;
            }
        });
    }

    int delete(SessionFactory factory, MappedEntity entity, Object id) {
        return this.<Integer>inSession(factory, session -> session
                .createMutationQuery("delete from " + entity.name() + " e where e." + entity.idProperty() + " = :id")
                .setParameter("id", id)
                .executeUpdate());
    }

    /** Whether an entity in hand, wherever it is from, can be deleted or updated without more ado. */
    boolean changesStateless(SessionFactory factory, Object stolen, boolean delete) {
        return attempt(() -> {
            try (var session = factory.openStatelessSession()) {
                session.beginTransaction();
                try {
                    if (delete) {
                        session.delete(stolen);
                    } else {
                        session.update(stolen);
                    }
                    return true;
                } catch (RuntimeException refused) {
                    return false;
                } finally {
                    session.getTransaction().rollback();
                }
            }
        });
    }

    /** The ids that Hibernate finds where it has been told another tenant than the context's. */
    List<Object> idsToldTenant(SessionFactoryImplementor factory, MappedEntity entity, Object tenant) {
        return this.<List<Object>>attempt(() -> {
            try (var session = factory.withStatelessOptions().tenantIdentifier(tenant).openStatelessSession()) {
                return List.copyOf(session.createSelectionQuery(
                        "select e." + entity.idProperty() + " from " + entity.name() + " e", Object.class).list());
            }
        });
    }

    int deleteToldTenant(SessionFactoryImplementor factory, MappedEntity entity, Object tenant) {
        return this.<Integer>attempt(() -> {
            try (var session = factory.withStatelessOptions().tenantIdentifier(tenant).openStatelessSession()) {
                session.beginTransaction();
                try {
                    return session.createMutationQuery("delete from " + entity.name()).executeUpdate();
                } catch (RuntimeException notGranted) {
                    return 0;
                } finally {
                    session.getTransaction().rollback();
                }
            }
        });
    }

    private <T> T inSession(SessionFactory factory, Function<SharedSessionContract, T> work) {
        return attempt(() -> {
            try (var session = factory.openSession()) {
                session.beginTransaction();
                try {
                    return work.apply(session);
                } finally {
                    session.getTransaction().rollback();
                }
            }
        });
    }

    private <T> T attempt(Supplier<T> work) {
        count++;
        return context.call(() -> {
            @Nullable
            T result = transaction.execute(_ -> work.get());
            return Objects.requireNonNull(result);
        });
    }
}
