package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.CopyMasks;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Events as files, without what is to be in records alone: one with all of its series, or a member's calendar. */
@Service
@Transactional(readOnly = true)
class IcsService {

    private static final String TYPE = "calendar-event";
    private static final int MOST = 2_000;
    private static final Duration BACK = Duration.ofDays(90);
    private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");
    private static final String CURRENT = "e.seriesId is null and (e.lastEndAt is null or e.lastEndAt >= :since)";

    private final EntityManager entities;
    private final EventParts parts;
    private final BusyTimes times;
    private final IcsWriter writer;
    private final CopyMasks masks;
    private final Clock clock;

    IcsService(EntityManager entities, EventParts parts, BusyTimes times, IcsWriter writer, CopyMasks masks,
            Clock clock) {
        this.times = times;
        this.entities = entities;
        this.parts = parts;
        this.writer = writer;
        this.masks = masks;
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
        return published(all, Map.of(), Map.of());
    }

    /**
     * What the member, whom the current context is for, owns or attends, be it private to a colleague: what ends since 90 days ago, the
     * latest 2000 of either.
     */
    String of(UUID member) {
        var since = clock.instant().minus(BACK);
        var events = TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class,
                List.of("e.deletedAt is null", CURRENT, Occurrences.OF_MEMBER), "order by e.startAt desc, e.id desc")
                .set("since", since)
                .set("member", member)
                .limit(MOST)
                .list();
        var all = new LinkedHashMap<Long, CalendarEvent>();
        events.forEach(event -> all.put(event.getId(), event));
        parts.read(events).stream().filter(one -> !one.isTrashed()).forEach(one -> all.put(one.getId(), one));
        var hidden = parts.attended().between(since, FOREVER);
        hidden.forEach(event -> all.putIfAbsent(event.getId(), event));
        var attended = times.attended(member, all.keySet());
        var without = new HashMap<Long, List<String>>();
        for (var event : hidden) {
            var isAsked = attended.containsKey(event.getId());
            if (event.isException() && !isAsked) {
                without.computeIfAbsent(Objects.requireNonNull(event.getSeriesId()), _ -> new ArrayList<>())
                        .add(Objects.requireNonNull(event.getOriginalStart()));
            }
            if (!isAsked || event.isTrashed()) {
                all.remove(event.getId());
            }
        }
        return published(new ArrayList<>(all.values()), attended, without);
    }

    /** One of each UID, the later one. What is left out of the series and yet otherwise is there again: the file says so only once. */
    private String published(List<CalendarEvent> events, Map<Long, EventAttendee> attended,
            Map<Long, List<String>> without) {
        var written = new HashSet<Long>();
        var named = new HashSet<String>();
        var others = events.stream()
                .filter(event -> !event.isException() && !named.add(event.getUid()))
                .map(CalendarEvent::getId)
                .collect(Collectors.toSet());
        return writer.write(events.stream()
                .filter(event -> !others.contains(event.isException() ? event.getSeriesId() : event.getId()))
                .filter(event -> written.add(event.getId()))
                .map(event -> new IcsWriter.Entry(event, List.of(), null, attended.get(event.getId()),
                        without.getOrDefault(event.getId(), List.of()), property -> masks.mask(TYPE, property)))
                .toList(), "PUBLISH");
    }
}
