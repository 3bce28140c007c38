package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.Occurrences.Found;
import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.day.DaySource.Day;
import dev.tenantry.shared.problem.ProblemException;

/** What members have in their calendars on a day, and are reminded of, as far as they may see it. In their context and the current transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class MemberAgenda {

    private static final String READ = "events:read";
    /** Whole days are those of the event, wherever its zone is. */
    private static final Duration FARTHEST = Duration.ofHours(15);
    private static final String REMINDERS = """
            select r.due_at, e.event_summary from event_reminder_rules r
            join crm_events e on e.organization_id = app.org_id() and e.id = r.event_id and e.deleted_at is null and e.status = 'confirmed'
            where r.organization_id = app.org_id() and r.channel = 'email' and r.due_at >= ? and r.due_at < ?
              and (e.owner_id = auth.uid() and r.audience <> 'attendees' or r.audience <> 'owner' and exists (
                select 1 from event_attendees a where a.organization_id = app.org_id() and a.event_id = e.id and a.member_id = auth.uid() and a.answer <> 'declined'))
            order by r.due_at, r.id limit ?""";

    private final AttendedOccurrences occurrences;
    private final BusyTimes times;
    private final JdbcClient jdbc;

    MemberAgenda(AttendedOccurrences occurrences, BusyTimes times, JdbcClient jdbc) {
        this.occurrences = occurrences;
        this.times = times;
        this.jdbc = jdbc;
    }

    /** @param to null of what is at a moment @param isOfDays whether it takes whole days */
    public record Entry(String title, @Nullable String place, Instant from, @Nullable Instant to, boolean isOfDays) {}

    /** What takes place and has not been declined, in its order; empty where that is more than can be told. */
    public Optional<List<Entry>> events(Day day) {
        if (!day.may(READ)) {
            return Optional.of(List.of());
        }
        try {
            var window = new TimeWindow(day.start().minus(FARTHEST), day.end().plus(FARTHEST));
            var all = occurrences.between(window, day.member())
                    .stream()
                    .filter(found -> isOn(found.occurrence().time(), day))
                    .filter(found -> found.event().getStatus() == EventStatus.CONFIRMED)
                    .limit(day.most())
                    .toList();
            var attended = times.attended(day.member(), all);
            return Optional.of(all.stream()
                    .filter(found -> !isDeclined(found, attended.get(found.event().getId())))
                    .map(MemberAgenda::entry)
                    .toList());
        } catch (ProblemException refusal) {
            if (Effort.isTooMuch(refusal)) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Of what the member is reminded by mail, the next time of each event. */
    public List<Entry> reminders(Day day) {
        return !day.may(READ)
                ? List.of()
                : jdbc.sql(REMINDERS)
                        .param(Rows.timestamp(day.start()))
                        .param(Rows.timestamp(day.end()))
                        .param(day.most())
                        .query((row, _) -> new Entry(row.getString(2), null, Rows.instant(row, "due_at"), null, false))
                        .list();
    }

    private static boolean isOn(EventTime time, Day day) {
        if (time.firstDay() != null && time.lastDay() != null) {
            return !day.date().isBefore(time.firstDay()) && !day.date().isAfter(time.lastDay());
        }
        return time.meets(day.start(), day.end());
    }

    private static boolean isDeclined(Found found, @Nullable EventAttendee attendee) {
        return attendee != null && attendee
                .answerTo(LocalTimes.write(found.occurrence().original())) == AttendeeAnswer.DECLINED;
    }

    private static Entry entry(Found found) {
        var time = found.occurrence().time();
        return new Entry(found.event().getTitle(), found.event().getPlace(), time.start(), time.end(), time.isAllDay());
    }
}
