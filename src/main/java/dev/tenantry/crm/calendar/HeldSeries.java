package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** When series took place, of all that the current member may see: each is followed once, and all of them as far as one answer goes. */
@Component
public class HeldSeries {

    private static final String OTHERWISE = "ask for less time, for a member or a team";
    /** What goes by the hour is followed so long at once. */
    private static final Duration SLICE = Duration.ofDays(30);
    /** One occurrence that is otherwise may be when its series is not. */
    private static final String MEETS = """
            e.seriesId is null and (e.recurrenceRule is not null or array_length(e.recurrenceDates) > 0)
            and (e.startAt < :to and (e.lastEndAt is null or e.lastEndAt >= :from) or exists (
            select 1 from CalendarEvent x
            where x.organizationId = e.organizationId and x.seriesId = e.id and x.startAt < :to and x.endAt >= :from))""";
    /** And may be somebody else's. */
    private static final String OWNED = """
            is_any(e.ownerId, :owners) or exists (
            select 1 from CalendarEvent y where y.organizationId = e.organizationId and y.seriesId = e.id and is_any(y.ownerId, :owners))""";

    private final EntityManager entities;
    private final EventParts parts;

    HeldSeries(EntityManager entities, EventParts parts) {
        this.entities = entities;
        this.parts = parts;
    }

    /**
     * What began between the two and was not cancelled.
     *
     * @param owners whose; null: anybody's, and nobody's
     * @param each   is told whose it was and when it began
     * @throws ProblemException 400 where they are too many
     */
    public void of(Instant from, Instant to, @Nullable Set<UUID> owners, BiConsumer<@Nullable UUID, Instant> each) {
        if (owners != null && owners.isEmpty()) {
            return;
        }
        var effort = Effort.ofReport();
        var events = events(from, to, owners, effort);
        var count = new Count(from, to, owners, each, effort);
        var otherwise = new HashMap<Long, Set<String>>();
        for (var exception : parts.read(events)) {
            otherwise.computeIfAbsent(Objects.requireNonNull(exception.getSeriesId()), _ -> new HashSet<>())
                    .add(Objects.requireNonNull(exception.getOriginalStart()));
            count.tell(exception, exception.time().start());
        }
        for (var event : events) {
            count.expand(event, otherwise.getOrDefault(event.getId(), Set.of()));
            effort.checkLeft(OTHERWISE);
        }
    }

    private List<CalendarEvent> events(Instant from, Instant to, @Nullable Set<UUID> owners, Effort effort) {
        var conditions = new ArrayList<>(List.of("e.deletedAt is null", MEETS));
        if (owners != null) {
            conditions.add(OWNED);
        }
        var query = TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class, conditions, "order by e.id")
                .set("from", from)
                .set("to", to);
        var events = (owners == null ? query : query.setAll("owners", owners)).limit(effort.events() + 1).list();
        if (events.size() > effort.events()) {
            effort.spend(effort.events() + " series of events");
            effort.checkLeft(OTHERWISE);
        }
        return events;
    }

    /** What is told of. */
    private static final class Count {

        private final Instant from;
        private final Instant to;
        private final @Nullable Set<UUID> owners;
        private final BiConsumer<@Nullable UUID, Instant> each;
        private final Effort effort;

        Count(Instant from, Instant to, @Nullable Set<UUID> owners, BiConsumer<@Nullable UUID, Instant> each,
                Effort effort) {
            this.from = from;
            this.to = to;
            this.owners = owners;
            this.each = each;
            this.effort = effort;
        }

        void expand(CalendarEvent event, Set<String> otherwise) {
            if (!isTold(event)) {
                return;
            }
            var series = Series.of(event);
            var slice = series.isHourly() ? SLICE : Duration.between(from, to);
            for (var begin = from; begin.isBefore(to) && !effort.isSpent(); begin = begin.plus(slice)) {
                var end = begin.plus(slice);
                for (var occurrence : series.beginning(begin, end.isBefore(to) ? end : to, effort)) {
                    if (!otherwise.contains(LocalTimes.write(occurrence.original()))) {
                        tell(event, occurrence.time().start());
                    }
                }
            }
        }

        private boolean isTold(CalendarEvent event) {
            return !event.isTrashed() && event.getStatus() == EventStatus.CONFIRMED
                    && (owners == null || event.getOwnerId() != null && owners.contains(event.getOwnerId()));
        }

        void tell(CalendarEvent event, Instant start) {
            if (isTold(event) && !start.isBefore(from) && start.isBefore(to)) {
                each.accept(event.getOwnerId(), start);
            }
        }
    }
}
