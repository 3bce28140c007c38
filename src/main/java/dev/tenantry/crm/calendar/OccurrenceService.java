package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.recurrence.RecurrenceText;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** The occurrences of series, one by one. Changes lock the series. */
@Service
@Transactional(readOnly = true)
class OccurrenceService {

    private final CalendarEventService events;
    private final EventParts parts;
    private final AttendedOccurrences occurrences;
    private final Invitations invitations;
    private final Reminders reminders;
    private final EntityManager entities;

    OccurrenceService(CalendarEventService events, EventParts parts, AttendedOccurrences occurrences,
            Invitations invitations,
            Reminders reminders, EntityManager entities) {
        this.reminders = reminders;
        this.events = events;
        this.parts = parts;
        this.occurrences = occurrences;
        this.invitations = invitations;
        this.entities = entities;
    }

    List<OccurrenceResponse> between(TimeWindow window, @Nullable UUID member) {
        return occurrences.between(window, member)
                .stream()
                .map(found -> OccurrenceResponse.of(found.event(), found.occurrence()))
                .toList();
    }

    /** What is not said is as it was. @throws ProblemException 404 where there is no such occurrence; 412; 422 */
    @Transactional
    CalendarEventResponse restate(Long id, String start, CalendarEventRequest request, IfMatch expected) {
        var series = locked(id, expected);
        var before = exception(series, original(series, start)).orElse(series);
        return change(id, start, request.inheriting(before), expected);
    }

    /** As a file of a calendar has it. @throws ProblemException 404 where there is no such occurrence; 422 */
    @Transactional
    CalendarEventResponse take(Long id, String start, CalendarEventRequest request) {
        var series = locked(id, IfMatch.ANY);
        var kept = exception(series, original(series, start))
                .map(exception -> request.keeping(exception, exception.getExternalId()))
                .orElseGet(() -> request.keeping(series, null));
        return change(id, start, kept, IfMatch.ANY);
    }

    /** @throws ProblemException 404 where there is no such occurrence; 412; 422 */
    @Transactional
    CalendarEventResponse change(Long id, String start, CalendarEventRequest request, IfMatch expected) {
        var series = locked(id, expected);
        var original = original(series, start);
        var exception = exception(series, original);
        var usual = Series.of(series).at(original);
        if (exception.isEmpty() && usual == null) {
            throw ProblemException.notFound();
        }
        var stated = request.following(series);
        EventCheck.checkException(series, stated);
        if (exception.isPresent()) {
            return events.replace(exception.get().getId(), stated, IfMatch.ANY);
        }
        var made = created(events.create(stated));
        made.except(series, original);
        parts.attendees(series).forEach(attendee -> entities.persist(attendee.of(made)));
        entities.flush();
        if (!made.time().equals(Objects.requireNonNull(usual).time())) {
            parts.askAnew(made);
        }
        invitations.update(made, made.getStatus() != series.getStatus());
        reminders.moved(series.getId());
        return events.show(made);
    }

    /** @throws ProblemException 404 where there is no such occurrence; 412 */
    @Transactional
    void leaveOut(Long id, String start, IfMatch expected) {
        var series = locked(id, expected);
        var original = original(series, start);
        var exception = exception(series, original);
        if (exception.isPresent()) {
            events.trash(exception.get().getId(), IfMatch.ANY);
        } else if (Series.of(series).at(original) == null) {
            throw ProblemException.notFound();
        } else {
            events.besides(series, () -> series.exclude(original));
        }
    }

    /** @throws ProblemException 404 where there is no such occurrence; 412; 422 where it is the first */
    @Transactional
    CalendarEventResponse split(Long id, String start, CalendarEventRequest request, IfMatch expected) {
        var series = locked(id, expected);
        var original = original(series, start);
        var before = Series.of(series);
        if (!before.has(original)) {
            throw ProblemException.notFound();
        }
        if (original.equals(before.start())) {
            throw ProblemException.invalid("start", "first", "it is the first occurrence: change the event");
        }
        EventCheck.checkHiding(series, request);
        var stated = leavingOut(series, recurring(series, request.inheriting(series).following(series), original),
                original);
        var made = created(events.create(continued(series, stated, before, original)));
        made.continueAs(series);
        reminders.copy(series, made, !made.time().localStart(made.zone()).equals(original));
        events.besides(series, () -> series.endBefore(original));
        move(series, made, original);
        entities.flush();
        return events.show(made);
    }

    /** By the series' rule and dates, where it says neither: on other days these might mean something else. */
    private static CalendarEventRequest recurring(CalendarEvent series, CalendarEventRequest request,
            LocalDateTime original) {
        if (request.recurrenceRule() != null || request.recurrenceDates() != null) {
            return request;
        }
        var zone = ZoneId.of(Objects.requireNonNull(request.timeZone()));
        if (!EventTime.of(request, zone).localStart(zone).toLocalDate().equals(original.toLocalDate())) {
            throw ProblemException.invalid("recurrenceRule", "required",
                    "it begins on another day: say by which rule it recurs from then on, or recurrenceDates: [] where it does not");
        }
        var later = LocalTimes.read(series.getRecurrenceDates())
                .stream()
                .filter(time -> time.isAfter(original))
                .map(LocalTimes::write)
                .toList();
        var rule = series.getRecurrenceRule();
        return (rule == null ? request : request.recurring(rule)).with(later, request.excludedDates());
    }

    /** What the series leaves out from then on stays so, as much later or earlier as the start. */
    private static CalendarEventRequest leavingOut(CalendarEvent series, CalendarEventRequest request,
            LocalDateTime original) {
        if (request.recurrenceRule() == null && request.more().isEmpty()) {
            return request;
        }
        var zone = ZoneId.of(Objects.requireNonNull(request.timeZone()));
        var by = Duration.between(original,
                EventTime.of(request, zone).localStart(zone).truncatedTo(ChronoUnit.SECONDS));
        var without = new TreeSet<>(List.of(LocalTimes.canonical(request.without())));
        series.getExcludedDates().forEach(without::remove);
        LocalTimes.read(series.getExcludedDates())
                .stream()
                .filter(time -> !time.isBefore(original))
                .forEach(time -> without.add(LocalTimes.write(time.plus(by))));
        return request.without(List.copyOf(without));
    }

    /** The rest of what is counted, where the rule is the one that it was. */
    private static CalendarEventRequest continued(CalendarEvent series, CalendarEventRequest request, Series before,
            LocalDateTime original) {
        var rule = series.getRecurrenceRule();
        if (rule == null || !rule.equals(request.recurrenceRule())) {
            return request;
        }
        var count = RecurrenceText.of(rule).number("COUNT");
        if (count == null) {
            return request;
        }
        var left = count - before.countBefore(original);
        return left < 1 ? request : request.recurring(RecurrenceText.of(rule).endless() + ";COUNT=" + left);
    }

    /** Those that are otherwise from then on are the new series', and so is who attends. */
    private void move(CalendarEvent from, CalendarEvent to, LocalDateTime original) {
        var by = Duration.between(original, to.time().localStart(to.zone()));
        parts.exceptions(from)
                .stream()
                .filter(exception -> !originalOf(exception).isBefore(original))
                .forEach(exception -> parts.move(exception, to, by));
        var invited = new ArrayList<EventAttendee>();
        for (var attendee : parts.attendees(from)) {
            var copy = attendee.asOf(to, original, !by.isZero());
            entities.persist(copy);
            if (attendee.isInvited()) {
                invited.add(copy);
            }
        }
        entities.flush();
        events.hideTraces(to);
        invitations.begin(to, invited);
    }

    private CalendarEvent created(CalendarEventResponse response) {
        return entities.find(CalendarEvent.class, response.id());
    }

    private Optional<CalendarEvent> exception(CalendarEvent series, LocalDateTime original) {
        return parts.exceptions(series)
                .stream()
                .filter(one -> !one.isTrashed() && originalOf(one).equals(original))
                .findFirst();
    }

    private static LocalDateTime originalOf(CalendarEvent exception) {
        return LocalTimes.read(Objects.requireNonNull(exception.getOriginalStart())).orElseThrow();
    }

    private static LocalDateTime original(CalendarEvent series, String start) {
        return LocalTimes.read(start)
                .or(() -> series.isAllDay() ? LocalTimes.read(start + "T00:00:00") : Optional.empty())
                .orElseThrow(ProblemException::notFound);
    }

    private CalendarEvent locked(Long id, IfMatch expected) {
        var series = entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (series == null || series.isTrashed() || !series.isRecurring()) {
            throw ProblemException.notFound();
        }
        expected.check(() -> events.show(series));
        return series;
    }
}
