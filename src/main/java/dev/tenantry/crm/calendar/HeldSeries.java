package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** When series took place, of all that the current member may see. */
@Component
public class HeldSeries {

    private static final int MOST = 5_000;
    /** One occurrence that is otherwise may be when its series is not. */
    private static final String MEETS = """
            e.seriesId is null and (e.recurrenceRule is not null or array_length(e.recurrenceDates) > 0)
            and (e.startAt < :to and (e.lastEndAt is null or e.lastEndAt >= :from) or exists (
            select 1 from CalendarEvent x
            where x.organizationId = e.organizationId and x.seriesId = e.id and x.startAt < :to and x.endAt >= :from))""";

    private final EntityManager entities;
    private final EventParts parts;

    HeldSeries(EntityManager entities, EventParts parts) {
        this.entities = entities;
        this.parts = parts;
    }

    /**
     * What began between the two and was not cancelled.
     *
     * @param each is told whose it was and when it began
     * @throws ProblemException 400 where they are too many
     */
    public void of(Instant from, Instant to, BiConsumer<@Nullable UUID, Instant> each) {
        var events = TenantQuery
                .of(entities, CalendarEvent.class, "e", CalendarEvent.class, List.of("e.deletedAt is null", MEETS),
                        "order by e.id")
                .set("from", from)
                .set("to", to)
                .limit(MOST + 1)
                .list();
        if (events.size() > MOST) {
            throw Occurrences.tooMany(MOST + " series of events");
        }
        var otherwise = new HashMap<Long, Set<String>>();
        for (var exception : parts.read(events)) {
            otherwise.computeIfAbsent(Objects.requireNonNull(exception.getSeriesId()), _ -> new HashSet<>())
                    .add(Objects.requireNonNull(exception.getOriginalStart()));
            tell(exception, exception.time().start(), from, to, each);
        }
        events.forEach(event -> expand(event, otherwise.getOrDefault(event.getId(), Set.of()), from, to, each));
    }

    private static void expand(CalendarEvent event, Set<String> otherwise, Instant from, Instant to,
            BiConsumer<@Nullable UUID, Instant> each) {
        try {
            Series.of(event)
                    .between(from, to)
                    .stream()
                    .filter(occurrence -> !otherwise.contains(LocalTimes.write(occurrence.original())))
                    .forEach(occurrence -> tell(event, occurrence.time().start(), from, to, each));
        } catch (InvalidRecurrenceException _) {
            throw Occurrences.tooMany(Series.MOST + " occurrences of the event " + event.getId());
        }
    }

    private static void tell(CalendarEvent event, Instant start, Instant from, Instant to,
            BiConsumer<@Nullable UUID, Instant> each) {
        if (!event.isTrashed() && event.getStatus() == EventStatus.CONFIRMED && !start.isBefore(from)
                && start.isBefore(to)) {
            each.accept(event.getOwnerId(), start);
        }
    }
}
