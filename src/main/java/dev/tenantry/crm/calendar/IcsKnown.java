package dev.tenantry.crm.calendar;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Which events of files are there already, by their UIDs. In the current transaction. */
@Component
class IcsKnown {

    private static final List<String> OWN = List.of("e.uid = :uid", "e.ownerId = :owner", "e.seriesId is null");
    private static final List<String> ATTENDED = List.of("is_any(e.uid, :uids)", "e.seriesId is null",
            "e.deletedAt is null", "e.ownerId is null or e.ownerId <> :member", """
                    exists (select 1 from EventAttendee a
                    where a.organizationId = e.organizationId and a.eventId = e.id and a.memberId = :member)""");

    private final EntityManager entities;

    IcsKnown(EntityManager entities) {
        this.entities = entities;
    }

    /** Nobody else takes a file into the member's calendar before the end of the transaction. */
    void hold(UUID member) {
        TenantLocks.take(entities, "calendar of " + member);
    }

    /** Those that the owner's calendar has, in the trash or not. */
    Set<String> owned(Collection<String> uids, UUID owner) {
        return Set.copyOf(TenantQuery
                .of(entities, String.class, "e.uid", CalendarEvent.class,
                        List.of("is_any(e.uid, :uids)", "e.ownerId = :owner", "e.seriesId is null"), "")
                .setAll("uids", uids)
                .set("owner", owner)
                .list());
    }

    /** What others have of these, and the member attends, by its UID. */
    Map<String, Long> attended(Collection<String> uids, UUID member) {
        var found = new HashMap<String, Long>();
        TenantQuery.of(entities, Object[].class, "e.uid, e.id", CalendarEvent.class, ATTENDED, "order by e.id")
                .setAll("uids", uids)
                .set("member", member)
                .list()
                .forEach(row -> found.putIfAbsent((String) row[0], (Long) row[1]));
        return found;
    }

    /** Locked; where there are several, one that is not in the trash. */
    Optional<CalendarEvent> own(String uid, UUID owner) {
        return TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class, OWN, "order by e.id")
                .set("uid", uid)
                .set("owner", owner)
                .locked()
                .list()
                .stream()
                .max(Comparator.comparing(event -> !event.isTrashed()));
    }

    CalendarEvent find(Long id) {
        return entities.find(CalendarEvent.class, id);
    }

    void flush() {
        entities.flush();
    }
}
