package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.recurrence.RecurrenceText;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.HttpsUrl;
import dev.tenantry.shared.web.SingleLine;

/**
 * What an event is to be. It has times (startAt and endAt), or takes whole days (startDate to endDate).
 *
 * @param endDate          the last day; absent: the first
 * @param timeZone         whose clock it keeps to and whose days they are; absent: the caller's
 * @param visibility       default (where absent) or private
 * @param transparency     opaque (where absent): members are busy with it; or transparent
 * @param recurrenceRule   an RRULE of RFC 5545, without the name: {@code FREQ=WEEKLY;BYDAY=MO}
 * @param recurrenceDates  starts that there are besides, in the event's zone
 * @param excludedDates    starts that are left out, in the event's zone
 * @param externalId       the event's key in another system, unique in the organization; of a private event among its owner's private ones
 */
record CalendarEventRequest(
        @NotBlank @Size(max = 500) @SingleLine String title,
        @Size(max = 10_000) @Nullable String description,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Size(max = 100) @Zone @Nullable String timeZone,
        @Size(max = 500) @Nullable String place,
        @Size(max = 2000) @HttpsUrl @Nullable String conferenceUrl,
        @Nullable EventStatus status,
        @Nullable EventVisibility visibility,
        @Nullable EventTransparency transparency,
        @Nullable UUID ownerId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Size(max = 500) @Nullable String recurrenceRule,
        @Size(max = 200) @Nullable List<@NotBlank @Size(max = 19) @LocalTime String> recurrenceDates,
        @Size(max = 1000) @Nullable List<@NotBlank @Size(max = 19) @LocalTime String> excludedDates,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "startAt", code = "required", message = "an event has startAt and endAt, or, where it takes whole days, startDate")
    boolean isTimedOrOfDays() {
        return startDate == null
                ? startAt != null && endAt != null && endDate == null
                : startAt == null && endAt == null;
    }

    @FieldRule(field = "endAt", code = "out-of-order", message = "endAt must not be before startAt")
    boolean isEndBehindStart() {
        return startAt == null || endAt == null || !endAt.isBefore(startAt);
    }

    @FieldRule(field = "endDate", code = "out-of-order", message = "endDate must not be before startDate")
    boolean isLastDayBehindFirst() {
        return startDate == null || endDate == null || !endDate.isBefore(startDate);
    }

    boolean isPrivate() {
        return visibility == EventVisibility.PRIVATE;
    }

    List<String> more() {
        return recurrenceDates == null ? List.of() : recurrenceDates;
    }

    List<String> without() {
        return excludedDates == null ? List.of() : excludedDates;
    }

    CalendarEventRequest of(UUID owner, boolean isOwn) {
        return new CalendarEventRequest(title, description, startAt, endAt, startDate, endDate, timeZone, place,
                conferenceUrl, status, isOwn ? EventVisibility.PRIVATE : EventVisibility.DEFAULT, transparency, owner,
                contactId,
                companyId, opportunityId, recurrenceRule, recurrenceDates, excludedDates, externalId);
    }

    /** The same with the owner, the visibility, the transparency and the zone of the series where it says none. */
    CalendarEventRequest following(CalendarEvent series) {
        return new CalendarEventRequest(title, description, startAt, endAt, startDate, endDate,
                timeZone == null ? series.getTimeZone() : timeZone, place, conferenceUrl, status,
                visibility == null ? series.getVisibility() : visibility,
                transparency == null ? series.getTransparency() : transparency,
                ownerId == null ? series.getOwnerId() : ownerId, contactId, companyId, opportunityId, recurrenceRule,
                recurrenceDates, excludedDates, externalId);
    }

    /** The same with all that belongs to the event where it says none. */
    CalendarEventRequest inheriting(CalendarEvent from) {
        return new CalendarEventRequest(title, description == null ? from.getDescription() : description, startAt,
                endAt, startDate, endDate, timeZone == null ? from.getTimeZone() : timeZone,
                place == null ? from.getPlace() : place,
                conferenceUrl == null ? from.getConferenceUrl() : conferenceUrl,
                status == null ? from.getStatus() : status, visibility, transparency, ownerId,
                contactId == null ? from.getContactId() : contactId,
                companyId == null ? from.getCompanyId() : companyId,
                opportunityId == null ? from.getOpportunityId() : opportunityId, recurrenceRule, recurrenceDates,
                excludedDates, externalId);
    }

    /**
     * The same with what files of calendars have no place for as the event has it, and its rule as it is written there, where the file's means the same.
     *
     * @param key the event's key in another system from now on
     */
    CalendarEventRequest keeping(CalendarEvent from, @Nullable String key) {
        var rule = recurrenceRule;
        var kept = from.getRecurrenceRule();
        return new CalendarEventRequest(title, description, startAt, endAt, startDate, endDate, timeZone, place,
                conferenceUrl, status, visibility, transparency, ownerId, from.getContactId(), from.getCompanyId(),
                from.getOpportunityId(),
                rule != null && kept != null && RecurrenceText.areAlike(rule, kept) ? kept : rule,
                recurrenceDates, excludedDates, key);
    }

    CalendarEventRequest recurring(String rule) {
        return new CalendarEventRequest(title, description, startAt, endAt, startDate, endDate, timeZone, place,
                conferenceUrl, status, visibility, transparency, ownerId, contactId, companyId, opportunityId, rule,
                recurrenceDates,
                excludedDates, externalId);
    }

    CalendarEventRequest without(List<String> starts) {
        return with(recurrenceDates, starts);
    }

    CalendarEventRequest with(@Nullable List<String> more, @Nullable List<String> without) {
        return new CalendarEventRequest(title, description, startAt, endAt, startDate, endDate, timeZone, place,
                conferenceUrl, status, visibility, transparency, ownerId, contactId, companyId, opportunityId,
                recurrenceRule, more, without, externalId);
    }
}
