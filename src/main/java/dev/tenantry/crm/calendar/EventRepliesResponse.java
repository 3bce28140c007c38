package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of answers to invitations. */
record EventRepliesResponse(List<Taken> results) {

    /** What became of one. */
    record Taken(String uid, String email, Outcome outcome) {}

    /** It counts; it is about the event as it was before; nobody of the address attends such an event; it is for the member, or the event's owner, to hand in; the attendee has answered to 500 occurrences one by one; or it counts, and it is too late to cancel what was booked. */
    enum Outcome {

        TAKEN, OUTDATED, UNKNOWN, NOT_OWN, TOO_MANY, TOO_LATE;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
