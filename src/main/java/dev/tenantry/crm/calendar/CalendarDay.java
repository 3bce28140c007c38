package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;

/** What takes place yet on the day, of the caller's events and those that the caller attends and has not declined. */
@Component
class CalendarDay implements DaySource {

    /** As much as is expanded at once. */
    private static final Duration SLICE = Duration.ofHours(1);

    private final Occurrences occurrences;
    private final BusyTimes busy;

    CalendarDay(Occurrences occurrences, BusyTimes busy) {
        this.occurrences = occurrences;
        this.busy = busy;
    }

    @Override
    public List<DayItem> due(Day day) {
        if (!day.may("events:read")) {
            return List.of();
        }
        Map<List<Object>, DayItem> items = new LinkedHashMap<>();
        for (var from = day.now(); from.isBefore(day.end()) && items.size() < day.most(); from = from.plus(SLICE)) {
            var to = earlier(from.plus(SLICE), day.end());
            busy.takingPart(day.member(), occurrences.between(new TimeWindow(from, to), day.member()))
                    .forEach(one -> items.putIfAbsent(List.of(one.event().getId(), one.occurrence().original()),
                            item(one, day)));
        }
        return items.values().stream().limit(day.most()).toList();
    }

    @Override
    public boolean isOfCalendar() {
        return true;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
