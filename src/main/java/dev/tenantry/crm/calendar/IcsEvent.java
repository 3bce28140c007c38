package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An event as a file has it.
 *
 * @param line     where it begins
 * @param uid      by which calendars know it
 * @param sequence counts its changes
 * @param original of one occurrence of a series that is otherwise, when it would begin by the clock of a zone
 * @param request  what it is, with neither owner nor visibility
 * @param isPrivate whether it is said to be for its owner alone
 * @param guests    who attends, by their addresses
 * @param leftOut   properties of the file that are not taken
 */
record IcsEvent(
        int line,
        String uid,
        int sequence,
        @Nullable Function<ZoneId, LocalDateTime> original,
        CalendarEventRequest request,
        boolean isPrivate,
        List<IcsGuest> guests,
        List<String> leftOut) {}
