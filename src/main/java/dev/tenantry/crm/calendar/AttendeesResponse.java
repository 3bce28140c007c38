package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** Who attends an event. @param version the event's */
record AttendeesResponse(List<Attendee> attendees, int version) implements Versioned {

    /**
     * One of them.
     *
     * @param email       where mails go; absent, like the name, where none is known, or the caller may not read the member or contact
     * @param occurrences of a series, where something was answered to one occurrence
     */
    record Attendee(
            @Nullable UUID memberId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
            @Nullable String email,
            @Nullable String name,
            AttendeeAnswer answer,
            @Nullable List<OccurrenceAnswered> occurrences) {

        Attendee unnamed() {
            return new Attendee(memberId, contactId, null, null, answer, occurrences);
        }
    }

    /** What was answered to one occurrence. @param originalStart when it begins, in the series' zone */
    record OccurrenceAnswered(String originalStart, AttendeeAnswer answer) {

        static OccurrenceAnswered of(OccurrenceAnswer given) {
            return new OccurrenceAnswered(given.originalStart(), given.answer());
        }
    }
}
