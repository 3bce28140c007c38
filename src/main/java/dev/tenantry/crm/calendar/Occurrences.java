package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.tenancy.TenantQuery;

/** The times that events take place, of all that the current member may see. */
@Component
class Occurrences {

    /** One occurrence that is otherwise may be when its series is not. */
    private static final String MEETS = """
            e.seriesId is null and (e.startAt < :to and (e.lastEndAt is null or e.lastEndAt >= :from) or exists (
            select 1 from CalendarEvent x
            where x.organizationId = e.organizationId and x.seriesId = e.id and x.startAt < :to and x.endAt >= :from))""";
    static final String OF_MEMBER = """
            e.ownerId = :member or exists (select 1 from EventAttendee a
            where a.organizationId = e.organizationId and a.eventId = e.id and a.memberId = :member)""";

    static final Comparator<Found> ORDER = Comparator.comparing((Found one) -> one.occurrence.time().start())
            .thenComparing(one -> one.event.getId());

    private final EntityManager entities;
    private final EventParts parts;

    Occurrences(EntityManager entities, EventParts parts) {
        this.entities = entities;
        this.parts = parts;
    }

    /** @param event the event, or the exception that it is */
    record Found(CalendarEvent event, Occurrence occurrence) {}

    /**
     * In the order of their beginnings, as far as the effort goes: each series is followed once.
     *
     * @param member of whose calendar; null: of everybody's
     */
    List<Found> between(TimeWindow window, @Nullable UUID member, Effort effort) {
        var events = live(window, member, effort);
        var exceptions = exceptions(events);
        var found = new ArrayList<Found>();
        for (var event : events) {
            expand(event, exceptions.getOrDefault(event.getId(), List.of()), window, effort)
                    .forEach(found::add);
        }
        found.sort(ORDER);
        return found;
    }

    static List<Found> expand(CalendarEvent event, List<CalendarEvent> exceptions, TimeWindow window,
            Effort effort) {
        var found = new ArrayList<Found>();
        var series = Series.of(event);
        var otherwise = new HashSet<String>();
        exceptions.forEach(exception -> otherwise.add(Objects.requireNonNull(exception.getOriginalStart())));
        series.between(window.from(), window.to(), effort)
                .stream()
                .filter(occurrence -> !otherwise.contains(LocalTimes.write(occurrence.original())))
                .forEach(occurrence -> found.add(new Found(event, occurrence)));
        for (var exception : exceptions) {
            var original = LocalTimes.read(Objects.requireNonNull(exception.getOriginalStart())).orElseThrow();
            if (!exception.isTrashed() && exception.time().meets(window.from(), window.to())
                    && series.has(original, effort)) {
                found.add(new Found(exception, new Occurrence(original, exception.time())));
            }
        }
        return found;
    }

    private List<CalendarEvent> live(TimeWindow window, @Nullable UUID member, Effort effort) {
        var conditions = new ArrayList<>(List.of("e.deletedAt is null", MEETS));
        if (member != null) {
            conditions.add(OF_MEMBER);
        }
        var query = TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class, conditions, "order by e.id")
                .set("from", window.from())
                .set("to", window.to());
        var events = (member == null ? query : query.set("member", member)).limit(effort.events() + 1).list();
        if (events.size() > effort.events()) {
            effort.spend(effort.events() + " events");
            return events.subList(0, effort.events());
        }
        return events;
    }

    private Map<Long, List<CalendarEvent>> exceptions(List<CalendarEvent> events) {
        var bySeries = new HashMap<Long, List<CalendarEvent>>();
        for (var exception : parts.read(events)) {
            bySeries.computeIfAbsent(Objects.requireNonNull(exception.getSeriesId()), _ -> new ArrayList<>())
                    .add(exception);
        }
        return bySeries;
    }
}
