package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file's events.
 *
 * @param results in the order of the file, series before what of them is otherwise
 * @param leftOut what the calendar has no place for and did not take, the first 100
 */
record IcsImportResponse(List<Taken> results, List<LeftOut> leftOut) {

    /** A property, or a part, of an event that was not taken; or what is no event. @param line where that begins @param uid empty where it has none */
    record LeftOut(int line, String uid, String property) {}

    /** What became of an event. @param eventId absent where it is in no calendar */
    record Taken(
            String uid,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId,
            Outcome outcome) {}

    /**
     * Created, updated, older than what is there, deleted there before, one occurrence of a series that is not there, or there already as
     * somebody else's, which the caller attends.
     */
    enum Outcome {

        CREATED, UPDATED, OLDER, DELETED, WITHOUT_SERIES, ATTENDED;

        /** Whether the calendar has it as the file does. */
        boolean isTaken() {
            return this == CREATED || this == UPDATED;
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
