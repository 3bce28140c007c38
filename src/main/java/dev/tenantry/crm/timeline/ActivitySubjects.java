package dev.tenantry.crm.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import org.springframework.stereotype.Component;

/** Whom or what entries are about, beside the record on whose timeline they stand. */
@Component
class ActivitySubjects {

    private final EntityManager entities;

    ActivitySubjects(EntityManager entities) {
        this.entities = entities;
    }

    /** By the entry's id, then by kind of record. */
    Map<Long, Map<String, Long>> of(List<Activity> activities) {
        var found = new HashMap<Long, Map<String, Long>>();
        if (activities.isEmpty()) {
            return found;
        }
        entities.createQuery("""
                select e.id, e.subjectType, e.subjectId from Activity e
                where e.recordId in :records and e.id in :ids""", Tuple.class)
                .setParameter("records", activities.stream().map(Activity::getRecordId).distinct().toList())
                .setParameter("ids", activities.stream().map(Activity::getId).toList())
                .getResultList()
                .forEach(row -> found.computeIfAbsent(row.get(0, Long.class), _ -> new HashMap<>())
                        .put(row.get(1, String.class), row.get(2, Long.class)));
        return found;
    }
}
