package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * An event.
 *
 * @param startAt       absent where it takes whole days
 * @param startDate     absent where it has times
 * @param seriesId      of one occurrence that is otherwise: the event whose occurrence it is
 * @param originalStart when it would begin, in the series' zone
 * @param uid           by which calendars know it; all of a series have the same
 * @param sequence      counts what changed for those who were invited
 * @param googleEventId of one that a member's calendar at Google has as well: what Google calls it
 * @param askedAnew     in the answer to what moved it: how many of those who attend had answered, and are asked for their answer anew
 * @param conflicts     in the answer to what saved it, where the owner or a member who attends is busy with something else: a warning
 */
record CalendarEventResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String title,
        @Nullable String description,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable String place,
        @Nullable String conferenceUrl,
        EventStatus status,
        EventVisibility visibility,
        EventTransparency transparency,
        @Nullable UUID ownerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @Nullable String recurrenceRule,
        List<String> recurrenceDates,
        List<String> excludedDates,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long seriesId,
        @Nullable String originalStart,
        String uid,
        int sequence,
        @Nullable String googleEventId,
        @Nullable String externalId,
        @Nullable Integer askedAnew,
        @Nullable List<ConflictResponse> conflicts,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    @Override
    public Set<String> toldOnce() {
        return Set.of("askedAnew", "conflicts");
    }

    CalendarEventResponse with(List<ConflictResponse> found) {
        return found.isEmpty()
                ? this
                : new CalendarEventResponse(id, title, description, startAt, endAt, startDate, endDate, timeZone, place,
                        conferenceUrl, status, visibility, transparency, ownerId, contactId, companyId, opportunityId,
                        recurrenceRule, recurrenceDates, excludedDates, seriesId, originalStart, uid, sequence,
                        googleEventId, externalId, askedAnew, found, version, createdAt, updatedAt, deletedAt);
    }
}
