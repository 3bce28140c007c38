package dev.tenantry.crm.calendar;

import java.util.Map;

/** What the placeholders stand for in what those who attend are mailed. */
final class InvitationTexts {

    private InvitationTexts() {}

    static Map<String, String> of(CalendarEvent event, AttendeeNames.Called organizer) {
        var called = organizer.name() == null ? organizer.email() : organizer.name();
        return Map.of("title", event.getTitle(), "when", ReminderText.when(event, event.time(), null), "recurrence",
                RecurrenceWords.of(event), "place",
                ReminderText.text(event.getPlace()), "conference", ReminderText.text(event.getConferenceUrl()),
                "description",
                ReminderText.text(event.getDescription()), "organizer", called == null ? "Somebody" : called);
    }
}
