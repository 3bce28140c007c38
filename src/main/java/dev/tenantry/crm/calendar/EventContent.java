package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An event as another calendar knows it. It has times, or takes whole days, as requests state it.
 *
 * @param isCancelled    whether it does not take place
 * @param isPrivate      whether colleagues see only that its owner is busy
 * @param isTransparent  whether nobody is busy with it
 * @param recurrenceRule an RRULE of RFC 5545, without the name
 * @param excludedDates  starts that are left out, in the event's zone
 * @param guests         who is asked to it, as far as they have addresses
 */
public record EventContent(
        String title,
        @Nullable String description,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable String place,
        @Nullable String conferenceUrl,
        boolean isCancelled,
        boolean isPrivate,
        boolean isTransparent,
        @Nullable String recurrenceRule,
        List<String> recurrenceDates,
        List<String> excludedDates,
        List<Guest> guests) {

    /** What a guest said to the invitation. */
    public enum Answer {
        NEEDS_ACTION, ACCEPTED, DECLINED, TENTATIVE
    }

    /**
     * Somebody who is asked to it.
     *
     * @param email  where they are written to
     * @param isSelf whether it is whose calendar it is, whatever the address
     */
    public record Guest(String email, @Nullable String name, Answer answer, boolean isSelf) {

        /** By which it is the same guest elsewhere. */
        public String key() {
            return isSelf ? "" : email.toLowerCase(Locale.ROOT);
        }
    }

    public boolean isAllDay() {
        return startDate != null;
    }

    public boolean isRecurring() {
        return recurrenceRule != null || !recurrenceDates.isEmpty();
    }

    /** The same, and it takes place or does not. */
    public EventContent cancelled(boolean cancelled) {
        return new EventContent(title, description, startAt, endAt, startDate, endDate, timeZone, place, conferenceUrl,
                cancelled, isPrivate, isTransparent, recurrenceRule, recurrenceDates, excludedDates, guests);
    }

    /** The same, and these starts are left out. */
    public EventContent leavingOut(List<String> starts) {
        return new EventContent(title, description, startAt, endAt, startDate, endDate, timeZone, place, conferenceUrl,
                isCancelled, isPrivate, isTransparent, recurrenceRule, recurrenceDates, starts, guests);
    }
}
