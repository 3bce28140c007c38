package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** What attendees say of an event. @param original of one occurrence, when it begins by the clock of a zone @param sequence of the event as they know it */
record IcsReply(
        String uid,
        int sequence,
        @Nullable Function<ZoneId, LocalDateTime> original,
        List<Answer> answers) {

    /** What an attendee says. */
    record Answer(String email, AttendeeAnswer answer) {}
}
