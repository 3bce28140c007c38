package dev.tenantry.crm.calendar;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What the placeholders stand for in what those who attend are mailed. */
final class InvitationTexts {

    private InvitationTexts() {}

    static Map<String, String> of(CalendarEvent event, AttendeeNames.Called organizer) {
        var called = organizer.name() == null ? organizer.email() : organizer.name();
        return Map.of("title", event.getTitle(), "when", when(event), "recurrence", RecurrenceWords.of(event), "place",
                text(event.getPlace()), "conference", text(event.getConferenceUrl()), "description",
                text(event.getDescription()), "organizer", called == null ? "Somebody" : called);
    }

    static String when(CalendarEvent event) {
        if (event.isAllDay()) {
            return Objects.equals(event.getStartDate(), event.getEndDate())
                    ? String.valueOf(event.getStartDate())
                    : event.getStartDate() + " to " + event.getEndDate();
        }
        return LocalTimes.shown(event.time().start(), event.zone());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
