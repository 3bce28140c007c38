package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Events as files: one with all of its series, or a member's calendar. */
@Service
@Transactional(readOnly = true)
class IcsService {

    private static final int MOST = 2_000;
    private static final Duration BACK = Duration.ofDays(90);
    private static final String CURRENT = "e.seriesId is null and (e.lastEndAt is null or e.lastEndAt >= :since)";

    private final EntityManager entities;
    private final EventParts parts;
    private final IcsWriter writer;
    private final Clock clock;

    IcsService(EntityManager entities, EventParts parts, IcsWriter writer, Clock clock) {
        this.entities = entities;
        this.parts = parts;
        this.writer = writer;
        this.clock = clock;
    }

    /** The event, and what of its series is otherwise. @throws ProblemException 404 */
    String of(Long id) {
        var event = entities.find(CalendarEvent.class, id);
        if (event == null || event.isTrashed()) {
            throw ProblemException.notFound();
        }
        var all = new ArrayList<>(List.of(event));
        parts.read(List.of(event)).stream().filter(one -> !one.isTrashed()).forEach(all::add);
        return published(all, Map.of());
    }

    /** What the member owns or attends, as far as the current context sees it: what ends since 90 days ago, the latest 2000. */
    String of(UUID member) {
        var events = TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class,
                List.of("e.deletedAt is null", CURRENT, Occurrences.OF_MEMBER), "order by e.startAt desc, e.id desc")
                .set("since", clock.instant().minus(BACK))
                .set("member", member)
                .limit(MOST)
                .list();
        var all = new LinkedHashMap<Long, CalendarEvent>();
        events.forEach(event -> all.put(event.getId(), event));
        parts.read(events).stream().filter(one -> !one.isTrashed()).forEach(one -> all.put(one.getId(), one));
        return published(new ArrayList<>(all.values()), BusyTimes.attended(entities, member, all.keySet()));
    }

    /** One of each UID, the later one. What is left out of the series and yet otherwise is there again: the file says so only once. */
    private String published(List<CalendarEvent> events, Map<Long, EventAttendee> attended) {
        var written = new HashSet<Long>();
        var named = new HashSet<String>();
        var others = events.stream()
                .filter(event -> !event.isException() && !named.add(event.getUid()))
                .map(CalendarEvent::getId)
                .collect(Collectors.toSet());
        return writer.write(events.stream()
                .filter(event -> !others.contains(event.isException() ? event.getSeriesId() : event.getId()))
                .filter(event -> written.add(event.getId()))
                .map(event -> new IcsWriter.Entry(event, List.of(), null, attended.get(event.getId())))
                .toList(), "PUBLISH");
    }
}
