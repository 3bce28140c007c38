package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.Occurrences.Found;
import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The times that events take place as the current member sees them: with what is private to a colleague and the member is asked to. */
@Component
class AttendedOccurrences {

    private final Occurrences occurrences;
    private final AttendedEvents attended;

    AttendedOccurrences(Occurrences occurrences, AttendedEvents attended) {
        this.occurrences = occurrences;
        this.attended = attended;
    }

    /**
     * In the order of their beginnings.
     *
     * @param member of whose calendar; null: of everybody's
     * @throws ProblemException 400 where they are too many
     */
    List<Found> between(TimeWindow window, @Nullable UUID member) {
        var effort = Effort.ofList();
        var found = between(window, member, effort);
        effort.checkLeft();
        return found;
    }

    /** The same, as far as the effort goes. */
    List<Found> between(TimeWindow window, @Nullable UUID member, Effort effort) {
        var found = new ArrayList<>(occurrences.between(window, member, effort));
        if (member == null || member.equals(TenantContext.current().userId())) {
            found.addAll(attended(window, effort));
            found.sort(Occurrences.ORDER);
        }
        return found;
    }

    private List<Found> attended(TimeWindow window, Effort effort) {
        var events = attended.between(window.from(), window.to());
        if (events.size() > Effort.LISTED) {
            effort.spend(Effort.LISTED + " events");
        }
        var own = attended.attendances(events.stream().map(CalendarEvent::getId).toList());
        var otherwise = events.stream()
                .filter(CalendarEvent::isException)
                .collect(Collectors.groupingBy(event -> Objects.requireNonNull(event.getSeriesId())));
        var found = new ArrayList<Found>();
        events.stream().filter(event -> !event.isException()).forEach(event -> {
            var exceptions = Objects.requireNonNullElse(otherwise.remove(event.getId()), List.<CalendarEvent>of());
            found.addAll(Occurrences.expand(event, exceptions, window, effort));
        });
        otherwise.values()
                .stream()
                .flatMap(List::stream)
                .filter(one -> !one.isTrashed() && one.time().meets(window.from(), window.to()))
                .forEach(one -> found.add(alone(one)));
        found.removeIf(one -> !own.containsKey(one.event().getId()));
        return found;
    }

    /** Of a series that the member is not asked to. */
    private static Found alone(CalendarEvent exception) {
        var original = LocalTimes.read(Objects.requireNonNull(exception.getOriginalStart())).orElseThrow();
        return new Found(exception, new Occurrence(original, exception.time()));
    }
}
