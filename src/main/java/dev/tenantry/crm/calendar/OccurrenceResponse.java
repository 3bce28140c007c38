package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * One time that an event takes place.
 *
 * @param eventId       the event, or the exception to it that this is
 * @param seriesId      the event that recurs; absent where it does not
 * @param originalStart of what recurs, when it begins by the event's clock, by which its paths know the occurrence
 * @param startAt       of whole days, when the first begins in the event's zone
 * @param startDate     the first of whole days
 * @param exception     whether it is otherwise than the series
 */
record OccurrenceResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long eventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long seriesId,
        @Nullable String originalStart,
        String title,
        Instant startAt,
        Instant endAt,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable String place,
        EventStatus status,
        EventVisibility visibility,
        @Nullable UUID ownerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        boolean exception) {

    static OccurrenceResponse of(CalendarEvent event, Occurrence occurrence) {
        var time = occurrence.time();
        return new OccurrenceResponse(event.getId(),
                event.isException() ? event.getSeriesId() : event.isRecurring() ? event.getId() : null,
                event.isException() || event.isRecurring() ? LocalTimes.write(occurrence.original()) : null,
                event.getTitle(), time.start(), time.end(), time.firstDay(), time.lastDay(), event.getTimeZone(),
                event.getPlace(), event.getStatus(), event.getVisibility(), event.getOwnerId(), event.getContactId(),
                event.getCompanyId(), event.getOpportunityId(), event.isException());
    }
}
