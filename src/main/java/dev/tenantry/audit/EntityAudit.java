package dev.tenantry.audit;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.record.RecordEntity;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.text.CamelCase;

/** Audits every tenant-owned entity, whoever changes it. */
@Component
class EntityAudit implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

    private static final Set<String> BOOKKEEPING = Set.of("organizationId", "version", "createdAt", "updatedAt");

    private final AuditTrail trail;
    private final Map<Class<?>, Kind> kinds = new ConcurrentHashMap<>();

    /**
     * What is known of a kind of entity.
     *
     * @param resource what the trail calls it: {@code api-key}
     * @param category which kind of mutation its changes are
     * @param internal what is no property but kept for one, or for the row
     * @param log      of the module whose it is
     */
    private record Kind(String resource, AuditEntry.Category category, Set<String> internal, Logger log) {

        static Kind of(Class<?> entity) {
            var names = new HashSet<>(BOOKKEEPING);
            for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(NotAudited.class))
                        .forEach(field -> names.add(field.getName()));
            }
            var stated = entity.getAnnotation(AuditedAs.class);
            return new Kind(
                    CamelCase.split(entity.getSimpleName(), "-"),
                    stated == null ? unstated(entity) : stated.value(),
                    Set.copyOf(names), LoggerFactory.getLogger(entity));
        }

        /** What this module itself keeps is what an organization has set of it. */
        private static AuditEntry.Category unstated(Class<?> entity) {
            return entity.getName().startsWith(EntityAudit.class.getPackageName() + ".")
                    ? AuditEntry.Category.CONFIGURATION
                    : AuditEntry.Category.DATA_MODIFICATION;
        }
    }

    EntityAudit(AuditTrail trail, EntityManagerFactory factory) {
        this.trail = trail;
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_DELETE, this);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        if (isAudited(event.getEntity())) {
            var values = values(event.getPersister(), event.getState());
            values.values()
                    .removeIf(value -> value instanceof Collection<?> several && several.isEmpty()
                            || value instanceof Object[] many && many.length == 0);
            withhold(event.getEntity(), values);
            inItsName(event.getEntity(),
                    () -> record(event.getPersister(), event.getId(), "created", Map.of(), values));
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (!isAudited(event.getEntity()) || event.getOldState() == null) {
            return;
        }
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        var names = event.getPersister().getPropertyNames();
        var internal = kind(event.getPersister()).internal;
        for (var index : event.getDirtyProperties()) {
            if (!internal.contains(names[index])) {
                before.put(names[index], event.getOldState()[index]);
                after.put(names[index], event.getState()[index]);
            }
        }
        if (!after.isEmpty()) {
            var verb = verb(before, after);
            withhold(event.getEntity(), before);
            withhold(event.getEntity(), after);
            inItsName(event.getEntity(), () -> record(event.getPersister(), event.getId(), verb, before, after));
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (isAudited(event.getEntity())) {
            var values = values(event.getPersister(), event.getDeletedState());
            if (event.getEntity() instanceof RecordEntity) {
                // What it referred to, and none of its texts: they are to be gone.
                values.values().removeIf(value -> !(value instanceof Long || value instanceof UUID));
            }
            withhold(event.getEntity(), values);
            record(event.getPersister(), event.getId(), "purged", values, Map.of());
        }
    }

    private static void withhold(Object entity, Map<String, @Nullable Object> values) {
        if (entity instanceof ConfidentialEntity confidential && confidential.isConfidential()) {
            values.replaceAll((_, _) -> null);
        }
    }

    /** What several runs change in one transaction is written at once, and each change is the one's that made it. */
    private static void inItsName(Object entity, Runnable record) {
        var run = entity instanceof RecordEntity changed ? changed.changingRun() : null;
        if (run == null) {
            record.run();
        } else {
            CurrentRun.during(run, record);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private static boolean isAudited(Object entity) {
        return entity instanceof TenantEntity && !entity.getClass().isAnnotationPresent(NotAudited.class);
    }

    private static String verb(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        if (!after.containsKey("deletedAt")) {
            return "updated";
        }
        return before.get("deletedAt") == null ? "deleted" : "restored";
    }

    private Map<String, @Nullable Object> values(EntityPersister persister, @Nullable Object[] state) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var names = persister.getPropertyNames();
        var internal = kind(persister).internal;
        for (var index = 0; index < names.length; index++) {
            if (state[index] != null && !internal.contains(names[index])) {
                values.put(names[index], state[index]);
            }
        }
        return values;
    }

    private Kind kind(EntityPersister persister) {
        return kinds.computeIfAbsent(persister.getMappedClass(), Kind::of);
    }

    private void record(EntityPersister persister, Object id, String verb, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        var kind = kind(persister);
        if (kind.log.isDebugEnabled()) {
            var names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            kind.log.debug("{} {} is {}: {}", kind.resource, id, verb, String.join(", ", names));
        }
        trail.record(new AuditEntry(kind.resource + "." + verb, kind.category, kind.resource, id.toString(), before,
                after));
    }
}
