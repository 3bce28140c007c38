package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** What reminds of an event. @param version the event's */
record RemindersResponse(List<Reminder> reminders, int version) implements Versioned {

    /** One of them. */
    record Reminder(
            ReminderMethod method,
            @Nullable Integer minutesBefore,
            @Nullable Instant remindAt,
            ReminderAudience recipients,
            @Nullable String message) {}
}
