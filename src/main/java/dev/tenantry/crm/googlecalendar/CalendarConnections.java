package dev.tenantry.crm.googlecalendar;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Request;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Which calendars the caller's account at Google has, and which of them is connected. Google is asked outside of any transaction. */
@Component
class CalendarConnections {

    private static final int NOT_FOUND = 404;

    private final Integrations integrations;
    private final GoogleApi google;
    private final GoogleCalendars calendars;

    CalendarConnections(Integrations integrations, GoogleApi google, GoogleCalendars calendars) {
        this.integrations = integrations;
        this.google = google;
        this.calendars = calendars;
    }

    /** @throws ProblemException 409 where Google refuses, 503 where it does not answer */
    List<AccountCalendar> available(UUID integration) {
        try {
            return google.calendars(integration);
        } catch (GoogleFailure failure) {
            throw problem(failure);
        }
    }

    /** @throws ProblemException 422 where the account has no such calendar, or may not do that with it; 409; 503 */
    GoogleCalendarResponse connect(GoogleCalendarRequest request) {
        var calendar = find(request);
        var direction = request.direction() == null ? SyncDirection.BOTH : request.direction();
        if (direction.takesOut() && !calendar.isWritable()) {
            throw ProblemException.invalid("direction", "read-only",
                    "the account may not write to this calendar: connect it with the direction in");
        }
        if (!calendar.isReadable()) {
            throw ProblemException.invalid("calendarId", "unreadable",
                    "the account may only see when this calendar's owner is busy");
        }
        return calendars.add(request, calendar);
    }

    private AccountCalendar find(GoogleCalendarRequest request) {
        if (!integrations.exists(request.integrationId(), Request.class)) {
            throw ProblemException.invalid("integrationId", "unknown-reference", "there is no such integration");
        }
        try {
            return google.calendar(request.integrationId(), request.calendarId());
        } catch (GoogleFailure failure) {
            if (failure.answer().status() == NOT_FOUND) {
                throw ProblemException.invalid("calendarId", "unknown-reference",
                        "the account at Google has no such calendar");
            }
            throw problem(failure);
        }
    }

    private static ProblemException problem(GoogleFailure failure) {
        var reason = String.valueOf(failure.answer().error());
        return failure.answer().permanent()
                ? ProblemException.conflict(reason)
                : ProblemException.of(ProblemType.UNAVAILABLE, reason);
    }
}
