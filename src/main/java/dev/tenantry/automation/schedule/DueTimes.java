package dev.tenantry.automation.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.shared.work.Instance;

/** Which times of a schedule have come, and which of these start a run. */
@Component
class DueTimes {

    /** Later than this a time counts as missed. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);
    private static final int MOST_MISSED = 100;

    private final Instance instance;
    private final Clock clock;

    DueTimes(Instance instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /** All that have come, the last ones where there are many. @param first that has come */
    List<Instant> of(Schedule schedule, Instant first, ZoneId zone) {
        var now = clock.instant();
        var times = new ArrayList<Instant>();
        for (var time = first; time != null && (times.isEmpty() || !time.isAfter(now)); time = schedule
                .next(time, zone)) {
            times.add(time);
            if (times.size() > MOST_MISSED) {
                times.removeFirst();
            }
        }
        return times;
    }

    /** A time that is not missed starts a run; of those before, as the schedule says. */
    List<Instant> starting(List<Instant> times, Schedule schedule) {
        var last = times.getLast();
        return switch (schedule.catchUp()) {
            case NONE -> isMissed(last) ? List.of() : List.of(last);
            case LAST -> List.of(last);
            case ALL -> times;
        };
    }

    /** However soon somebody is there again: a restart of less than a minute is no absence. */
    private boolean isMissed(Instant time) {
        return time.isBefore(clock.instant().minus(ON_TIME)) || time.isBefore(instance.upSince());
    }
}
