package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/** What reminds of an event. @param reminders all of them: one that is missing is there no more */
record RemindersRequest(@NotNull @Size(max = 5) List<@Valid @NotNull Reminder> reminders) {

    /**
     * One of them.
     *
     * @param minutesBefore before each occurrence begins, four weeks at most
     * @param remindAt      in place of that: once, of what begins next from then on
     * @param recipients    absent: everybody
     */
    record Reminder(
            @NotNull ReminderMethod method,
            @Min(0) @Max(40_320) @Nullable Integer minutesBefore,
            @Nullable Instant remindAt,
            @Nullable ReminderAudience recipients,
            @Size(max = 500) @Nullable String message) {

        @FieldRule(field = "minutesBefore", code = "required", message = "a reminder has either minutesBefore or remindAt")
        boolean isTimed() {
            return (minutesBefore == null) != (remindAt == null);
        }

        ReminderAudience audience() {
            return recipients == null ? ReminderAudience.EVERYBODY : recipients;
        }

        /** Whatever they say. */
        boolean isAsLike(Reminder other) {
            return method == other.method && Objects.equals(minutesBefore, other.minutesBefore)
                    && Objects.equals(remindAt, other.remindAt) && audience() == other.audience();
        }
    }
}
