package dev.tenantry.crm.calendar;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the placeholders stand for in what those who attend are mailed. */
final class InvitationTexts {

    private InvitationTexts() {}

    /** When it is. @param zone by whose clock; null: the event's */
    static Map<String, String> times(CalendarEvent event, @Nullable String zone) {
        return Map.of("when", ReminderText.when(event, event.time(), zone), "until",
                ReminderText.until(event, event.time(), zone));
    }

    static Map<String, String> of(CalendarEvent event, AttendeeNames.Called organizer) {
        var called = organizer.name() == null ? organizer.email() : organizer.name();
        return Map.of("title", event.getTitle(), "recurrence",
                RecurrenceWords.of(event), "place",
                ReminderText.text(event.getPlace()), "conference", ReminderText.text(event.getConferenceUrl()),
                "description",
                ReminderText.text(event.getDescription()), "organizer", called == null ? "Somebody" : called);
    }
}
