package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The records that refer to something, those in the trash included, and the change of what they refer to. */
@Component
class LinkedRecords {

    /** Few enough for a session, and many enough for the exchanges not to matter. */
    static final int CHUNK = 500;

    private final EntityManager entities;
    private final JsonMapper json;

    LinkedRecords(EntityManager entities, JsonMapper json) {
        this.entities = entities;
        this.json = json;
    }

    long count(Links.RecordLink link, Collection<?> targets) {
        return entities.createQuery("select count(e) " + where(link), Long.class)
                .setParameter("targets", targets)
                .getSingleResult();
    }

    /** The next of them, locked, at most {@link #CHUNK}: those that have been seen to do not refer to them any more. */
    <E extends RecordEntity> List<E> next(Links.RecordLink link, Class<E> type, Collection<?> targets) {
        return entities.createQuery("select e " + where(link) + " order by e.id", type)
                .setParameter("targets", targets)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(CHUNK)
                .getResultList();
    }

    boolean isHeld(RecordEntity entity, List<Link> links) {
        var persister = session().getEntityPersister(null, entity);
        return links.stream().anyMatch(link -> persister.getPropertyValue(entity, link.property()) != null);
    }

    /** Past the record's own rules: the reference is void whatever else the record states. */
    <E extends RecordEntity> void refer(RecordService<E, ?, ?> records, E entity, Link link, @Nullable Object target) {
        var before = records.show(entity);
        var persister = session().getEntityPersister(null, entity);
        persister.setPropertyValue(entity, persister.getPropertyIndex(link.property()), target);
        if (!entity.isTrashed()) {
            records.changed(entity, RecordChanges.between(before, records.show(entity), json));
        }
    }

    /** Writes what has been changed, and lets go of it. */
    void settle(List<? extends RecordEntity> changed) {
        entities.flush();
        changed.forEach(entities::detach);
    }

    private static String where(Links.RecordLink link) {
        return "from " + link.records().listing().entity().getSimpleName() + " e where e." + link.link().property()
                + " in :targets";
    }

    private SessionImplementor session() {
        return entities.unwrap(SessionImplementor.class);
    }
}
