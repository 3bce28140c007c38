package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What attendees say of an event.
 *
 * @param sequence of the event as they know it
 * @param original of one occurrence, when it begins by the clock of a zone
 * @param stamp    when they said so; null where that is not said
 */
record IcsReply(
        String uid,
        int sequence,
        @Nullable Function<ZoneId, LocalDateTime> original,
        @Nullable Instant stamp,
        List<Answer> answers) {

    /** What an attendee says. */
    record Answer(String email, AttendeeAnswer answer) {}
}
