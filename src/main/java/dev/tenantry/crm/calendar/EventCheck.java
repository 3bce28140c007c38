package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;

import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.crm.recurrence.Recurrence;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** What an event may be, beyond what its fields say one by one. */
final class EventCheck {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int FIRST_YEAR = 1900;
    private static final String RULE = "recurrenceRule";

    private EventCheck() {}

    /** @throws ProblemException 422 */
    static void check(CalendarEventRequest request, ZoneId ownZone) {
        if (request.isPrivate() && TenantContext.current().isForAll()) {
            throw ProblemException.invalid("visibility", "not-own",
                    "a run makes nothing that is private to one person");
        }
        if (request.isPrivate() && !Objects.equals(request.ownerId(), TenantContext.current().userId())) {
            throw ProblemException.invalid("ownerId", "not-own",
                    "what is private is the caller's own: ownerId has to be the caller's");
        }
        if (request.recurrenceRule() == null && request.more().isEmpty()) {
            if (!request.without().isEmpty()) {
                throw ProblemException.invalid("excludedDates", "not-recurring",
                        "what takes place once leaves nothing out");
            }
            return;
        }
        checkSeries(request, request.timeZone() == null ? ownZone : ZoneId.of(request.timeZone()));
    }

    private static void checkSeries(CalendarEventRequest request, ZoneId zone) {
        var time = EventTime.of(request, zone);
        var start = time.localStart(zone);
        if (Duration.between(time.start(), time.end()).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(RULE, "too-long", "what recurs takes at most 366 days");
        }
        if (start.getYear() < FIRST_YEAR) {
            throw ProblemException.invalid(RULE, "too-early", "what recurs begins in " + FIRST_YEAR + " or later");
        }
        try {
            if (request.recurrenceRule() != null) {
                Recurrence.of(request.recurrenceRule()).check(start, zone, time.isAllDay());
            }
            new Series(time, zone, request.recurrenceRule(), LocalTimes.read(request.more()), new HashSet<>())
                    .lastEnd();
        } catch (InvalidRecurrenceException fault) {
            throw ProblemException.invalid(RULE, "invalid-recurrence", String.valueOf(fault.getMessage()));
        }
    }

    /**
     * @param event as it is
     * @throws ProblemException 422 where others than its owner would hide it
     */
    static void checkHiding(CalendarEvent event, CalendarEventRequest request) {
        if (request.isPrivate() && !Objects.equals(event.getOwnerId(), TenantContext.current().userId())) {
            throw ProblemException.invalid("visibility", "not-own", "only its owner makes an event private");
        }
        if (request.isPrivate() && event.isTakenOver()) {
            throw ProblemException.invalid("visibility", "not-own",
                    "what was nobody's, or a colleague's who has not given it away, stays where colleagues see it");
        }
    }

    /** @throws ProblemException 422 where one occurrence would be something that only its series can be */
    static void checkException(CalendarEvent event, CalendarEventRequest request) {
        if (request.recurrenceRule() != null || !request.more().isEmpty() || !request.without().isEmpty()) {
            throw ProblemException.invalid(RULE, "one-occurrence", "one occurrence does not recur: change its series");
        }
        if (!Objects.equals(request.ownerId(), event.getOwnerId())) {
            throw ProblemException.invalid("ownerId", "one-occurrence", "an occurrence has the owner of its series");
        }
        if (request.isPrivate() != event.isPrivate()) {
            throw ProblemException.invalid("visibility", "one-occurrence", "an occurrence is seen as its series is");
        }
    }
}
