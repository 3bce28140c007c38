package dev.tenantry.crm.booking;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.HttpsUrl;
import dev.tenantry.shared.web.SingleLine;

/**
 * What a booking page is to be. Times that are no times of a day are in minutes.
 *
 * @param ownerId       who keeps it; absent: the caller
 * @param hostIds       who is booked, in their order; absent, where there is no team: the owner
 * @param teamId        whose active members are booked besides
 * @param assignment    absent: round_robin
 * @param durations     how long what is booked may take; absent: 30
 * @param timeZone      whose clock the hours are of; absent: the caller's
 * @param weeklyHours   absent: Monday to Friday, 09:00 to 17:00
 * @param dateOverrides days that have other hours, or none
 * @param minimumNotice how long before it begins something can be booked; absent: 60
 * @param horizonDays   how many days ahead; absent: 60
 * @param slotStep      how far beginnings are apart; absent: 30
 * @param mostADay      of what is booked of each host by this page, by the page's clock; absent: no such limit
 * @param confirmation  what visitors are told once they have booked
 * @param changeUntil   how long before it begins visitors can cancel or move it; absent: until it begins
 * @param reminders     how long before it begins all who take part are mailed a reminder
 * @param active        absent: it is
 */
record BookingPageRequest(
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 2_000) @Nullable String description,
        @Nullable UUID ownerId,
        @Size(min = 1, max = 20) @Nullable List<@NotNull UUID> hostIds,
        @Nullable Long teamId,
        @Nullable Assignment assignment,
        @Size(min = 1, max = 5) @Nullable List<@NotNull @Min(5) @Max(1_440) Integer> durations,
        @Size(max = 100) @Zone @Nullable String timeZone,
        @Size(max = 7) @Nullable List<@Valid @NotNull WeeklyHours> weeklyHours,
        @Size(max = 400) @Nullable List<@Valid @NotNull DateOverride> dateOverrides,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Min(0) @Max(1_440) @Nullable Integer bufferBefore,
        @Min(0) @Max(1_440) @Nullable Integer bufferAfter,
        @Min(0) @Max(129_600) @Nullable Integer minimumNotice,
        @Min(1) @Max(730) @Nullable Integer horizonDays,
        @Min(5) @Max(1_440) @Nullable Integer slotStep,
        @Min(1) @Max(288) @Nullable Integer mostADay,
        @Size(max = 10) @Nullable List<@Valid @NotNull Question> questions,
        @Size(max = 500) @Nullable String place,
        @Size(max = 2_000) @HttpsUrl @Nullable String conferenceUrl,
        @Size(max = 2_000) @Nullable String confirmation,
        @Min(0) @Max(129_600) @Nullable Integer changeUntil,
        @Size(max = 5) @Nullable List<@NotNull @Min(0) @Max(40_320) Integer> reminders,
        @Nullable Boolean active) {

    @FieldRule(field = "hostIds", code = "duplicate", message = "no two of hostIds are the same")
    boolean isOfDifferentHosts() {
        return areDifferent(hostIds, Function.identity());
    }

    @FieldRule(field = "durations", code = "duplicate", message = "no two durations are the same")
    boolean isOfDifferentDurations() {
        return areDifferent(durations, Function.identity());
    }

    @FieldRule(field = "weeklyHours", code = "duplicate", message = "weeklyHours have each day once")
    boolean isWithEachDayOnce() {
        return areDifferent(weeklyHours, WeeklyHours::day);
    }

    @FieldRule(field = "weeklyHours", code = "overlapping", message = "weeklyHours of a day do not overlap")
    boolean isWithWeeklyHoursApart() {
        return weeklyHours == null
                || weeklyHours.stream()
                        .allMatch(day -> day == null || day.hours() == null || Hours.areApart(day.hours()));
    }

    @FieldRule(field = "dateOverrides", code = "duplicate", message = "dateOverrides have each date once")
    boolean isWithEachDateOnce() {
        return areDifferent(dateOverrides, DateOverride::date);
    }

    @FieldRule(field = "dateOverrides", code = "overlapping", message = "hours of a date in dateOverrides do not overlap")
    boolean isWithHoursOfDatesApart() {
        return dateOverrides == null || dateOverrides.stream()
                .allMatch(day -> day == null || day.hours() == null || Hours.areApart(day.hours()));
    }

    @FieldRule(field = "validUntil", code = "out-of-order", message = "validUntil must not be before validFrom")
    boolean isValidInOrder() {
        return validFrom == null || validUntil == null || !validUntil.isBefore(validFrom);
    }

    @FieldRule(field = "questions", code = "duplicate", message = "no two questions have the same name")
    boolean isOfDifferentQuestions() {
        return areDifferent(questions, Question::name);
    }

    @FieldRule(field = "reminders", code = "duplicate", message = "no two reminders are the same")
    boolean isOfDifferentReminders() {
        return areDifferent(reminders, Function.identity());
    }

    /** What is missing is another fault. */
    private static <T, K> boolean areDifferent(@Nullable List<T> all, Function<T, @Nullable K> key) {
        var seen = new HashSet<K>();
        return all == null || all.stream()
                .filter(Objects::nonNull)
                .map(key)
                .filter(Objects::nonNull)
                .allMatch(seen::add);
    }
}
