package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/**
 * When members are busy: with what they own, and with what they attend and have not declined, unless it is cancelled or transparent. Whole days are busy
 * from their first moment to their last in the event's zone. What is private counts as well, and nothing is told of it but when.
 */
@Component
class BusyTimes {

    private static final int MOST_PRIVATE = 5_000;
    private static final String PRIVATE = "select * from app.private_busy(app.org_id(), cast(? as uuid[]), ?, ?)";

    private final Occurrences occurrences;
    private final EntityManager entities;
    private final AttendedEvents hidden;
    private final JdbcClient jdbc;

    BusyTimes(Occurrences occurrences, EntityManager entities, AttendedEvents hidden, JdbcClient jdbc) {
        this.occurrences = occurrences;
        this.entities = entities;
        this.hidden = hidden;
        this.jdbc = jdbc;
    }

    /** @param series the event, or, of one occurrence that is otherwise, its series */
    record Busy(UUID member, Long series, Instant from, Instant to) {}

    /**
     * One private event.
     *
     * @param isFree    whether nobody is busy with it
     * @param otherwise starts to which the member has answered otherwise than to the rest
     */
    private record Hidden(
            UUID member,
            @Nullable Long series,
            Long own,
            Series times,
            @Nullable String original,
            boolean isFree,
            boolean isDeclined,
            Set<String> otherwise) {

        /** Whether the member is there when it would begin by its clock. */
        boolean isBusy(LocalDateTime start) {
            return !isFree && isDeclined == otherwise.contains(LocalTimes.write(start));
        }
    }

    /** A member's part in a series. */
    private record Of(UUID member, Long series) {}

    /** Of each member the times, in no order; some may be there twice. @throws ProblemException 400 where they are too many */
    List<Busy> of(Collection<UUID> members, TimeWindow window) {
        var effort = Effort.ofLists(members.size());
        var busy = of(members, window, effort);
        effort.checkLeft();
        return busy;
    }

    /** The same, as far as the effort goes. */
    List<Busy> of(Collection<UUID> members, TimeWindow window, Effort effort) {
        var busy = new ArrayList<Busy>();
        for (var member : members) {
            takingPart(member, occurrences.between(window, member, effort)).stream()
                    .filter(one -> one.event().getTransparency() == EventTransparency.OPAQUE)
                    .forEach(one -> busy.add(new Busy(member, series(one.event()), one.occurrence().time().start(),
                            one.occurrence().time().end())));
        }
        expand(hidden(members, window, effort), window, effort, busy);
        return busy;
    }

    /** What takes place of these, and is the member's or has not been declined. */
    List<Occurrences.Found> takingPart(UUID member, List<Occurrences.Found> all) {
        var found = all.stream().filter(one -> one.event().getStatus() == EventStatus.CONFIRMED).toList();
        var attended = attended(member, found);
        return found.stream()
                .filter(one -> member.equals(one.event().getOwnerId())
                        || attends(attended.get(one.event().getId()), one.occurrence()))
                .toList();
    }

    private static Long series(CalendarEvent event) {
        var series = event.getSeriesId();
        return series == null ? event.getId() : series;
    }

    /** The member as somebody who attends these, by the events' ids. */
    Map<Long, EventAttendee> attended(UUID member, List<Occurrences.Found> found) {
        return attended(member, found.stream().map(one -> one.event().getId()).collect(Collectors.toSet()));
    }

    /** Likewise, of events by their ids: those of the current member also where they are private to a colleague. */
    Map<Long, EventAttendee> attended(UUID member, Set<Long> events) {
        var attended = new HashMap<Long, EventAttendee>();
        if (member.equals(TenantContext.current().userId())) {
            attended.putAll(hidden.attendances(events));
        }
        TenantQuery
                .of(entities, EventAttendee.class, "e", EventAttendee.class,
                        List.of("e.memberId = :member", "is_any(e.eventId, :events)"), "")
                .set("member", member)
                .setAll("events", events)
                .list()
                .forEach(one -> attended.putIfAbsent(one.getEventId(), one));
        return attended;
    }

    private static boolean attends(@Nullable EventAttendee attendee, Occurrence occurrence) {
        return attendee != null
                && attendee.answerTo(LocalTimes.write(occurrence.original())) != AttendeeAnswer.DECLINED;
    }

    private static void expand(List<Hidden> hidden, TimeWindow window, Effort effort, List<Busy> busy) {
        var otherwise = new HashMap<Of, Set<String>>();
        for (var one : hidden) {
            if (one.series != null && one.original != null) {
                otherwise.computeIfAbsent(new Of(one.member, one.series), _ -> new HashSet<>()).add(one.original);
            }
        }
        for (var one : hidden) {
            var exceptions = otherwise.getOrDefault(new Of(one.member, one.own), Set.of());
            if (one.series != null) {
                add(one, one.times.first(), one.times.start(), window, busy);
            } else {
                one.times.between(window.from(), window.to(), effort)
                        .stream()
                        .filter(occurrence -> !exceptions.contains(LocalTimes.write(occurrence.original())))
                        .forEach(occurrence -> add(one, occurrence.time(), occurrence.original(), window, busy));
            }
        }
    }

    private static void add(Hidden one, EventTime time, LocalDateTime start, TimeWindow window,
            List<Busy> busy) {
        if (one.isBusy(start) && time.meets(window.from(), window.to())) {
            busy.add(new Busy(one.member, one.series == null ? one.own : one.series, time.start(), time.end()));
        }
    }

    private List<Hidden> hidden(Collection<UUID> members, TimeWindow window, Effort effort) {
        if (members.isEmpty()) {
            return List.of();
        }
        var hidden = jdbc.sql(PRIVATE)
                .params(members.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
                        window.from().atOffset(ZoneOffset.UTC), window.to().atOffset(ZoneOffset.UTC))
                .query(BusyTimes::read)
                .list();
        if (hidden.size() > MOST_PRIVATE) {
            effort.spend(MOST_PRIVATE + " events");
        }
        return hidden;
    }

    private static Hidden read(ResultSet row, int number) throws SQLException {
        var first = row.getObject("first_day", LocalDate.class);
        var time = new EventTime(Rows.instant(row, "start_time"),
                Rows.instant(row, "end_time"), first,
                row.getObject("last_day", LocalDate.class));
        var series = row.getObject("series", Long.class);
        return new Hidden(row.getObject("member", UUID.class), series, row.getLong("own"),
                new Series(time, ZoneId.of(row.getString("zone")), row.getString("rule"), starts(row, "more"),
                        new HashSet<>(starts(row, "without"))),
                row.getString("original"), row.getBoolean("is_free"), row.getBoolean("is_declined"),
                Set.copyOf(List.of((String[]) row.getArray("otherwise").getArray())));
    }

    private static List<LocalDateTime> starts(ResultSet row, String column) throws SQLException {
        return LocalTimes.read(List.of((String[]) row.getArray(column).getArray()));
    }
}
