package dev.tenantry.crm.calendar;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;

/** What takes place yet on the day, of the caller's events and those that the caller attends and has not declined. */
@Component
class CalendarDay implements DaySource {

    private final AttendedOccurrences occurrences;
    private final BusyTimes busy;

    CalendarDay(AttendedOccurrences occurrences, BusyTimes busy) {
        this.occurrences = occurrences;
        this.busy = busy;
    }

    @Override
    public List<DayItem> due(Day day) {
        if (!day.may("events:read")) {
            return List.of();
        }
        if (!day.now().isBefore(day.end())) {
            return List.of();
        }
        var found = occurrences.between(new TimeWindow(day.now(), day.end()), day.member(), Effort.ofSearch());
        return busy.takingPart(day.member(), found).stream().limit(day.most()).map(one -> item(one, day)).toList();
    }

    @Override
    public boolean isOfCalendar() {
        return true;
    }

    /** What lasts whole days is due by the end of this one, as what is due on a day is. */
    private static DayItem item(Occurrences.Found one, Day day) {
        var event = one.event();
        return event.isAllDay()
                ? new DayItem("event", event.getId().toString(), event.getTitle(), day.end().minusNanos(1_000),
                        day.date(), false)
                : new DayItem("event", event.getId().toString(), event.getTitle(), one.occurrence().time().start(),
                        null, false);
    }
}
