package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** When a page has something to book, beside what it is and whose. */
@MappedSuperclass
abstract class PageRules extends RecordEntity {

    private static final int USUAL_DURATION = 30;
    private static final int USUAL_NOTICE = 60;
    private static final int USUAL_HORIZON = 60;

    @Enumerated(EnumType.STRING)
    private Assignment assignment;
    private Integer[] durations;
    private String timeZone;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<WeeklyHours> weeklyHours;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<DateOverride> dateOverrides;
    private @Nullable LocalDate validFrom;
    private @Nullable LocalDate validUntil;
    private int bufferBefore;
    private int bufferAfter;
    private int minimumNotice;
    private int horizonDays;
    private int slotStep;
    @Column(name = "most_a_day")
    private @Nullable Integer mostADay;
    private int changeUntil;

    @SuppressWarnings("NullAway.Init")
    protected PageRules() {}

    /** @param ownZone where the request names none */
    void rule(BookingPageRequest request, String ownZone) {
        assignment = Objects.requireNonNullElse(request.assignment(), Assignment.ROUND_ROBIN);
        durations = request.durations() == null
                ? new Integer[]{USUAL_DURATION}
                : request.durations().toArray(Integer[]::new);
        timeZone = Objects.requireNonNullElse(request.timeZone(), ownZone);
        weeklyHours = request.weeklyHours() == null ? WeeklyHours.usual() : List.copyOf(request.weeklyHours());
        dateOverrides = request.dateOverrides() == null ? List.of() : List.copyOf(request.dateOverrides());
        validFrom = request.validFrom();
        validUntil = request.validUntil();
        bufferBefore = number(request.bufferBefore(), 0);
        bufferAfter = number(request.bufferAfter(), 0);
        minimumNotice = number(request.minimumNotice(), USUAL_NOTICE);
        horizonDays = number(request.horizonDays(), USUAL_HORIZON);
        slotStep = number(request.slotStep(), USUAL_DURATION);
        mostADay = request.mostADay();
        changeUntil = number(request.changeUntil(), 0);
    }

    private static int number(@Nullable Integer stated, int usual) {
        return stated == null ? usual : stated;
    }

    OpenHours hours() {
        return OpenHours.of(weeklyHours, dateOverrides, validFrom, validUntil, timeZone);
    }

    boolean isCollective() {
        return assignment == Assignment.COLLECTIVE;
    }

    Duration before() {
        return Duration.ofMinutes(bufferBefore);
    }

    Duration behind() {
        return Duration.ofMinutes(bufferAfter);
    }

    Duration step() {
        return Duration.ofMinutes(slotStep);
    }

    Duration notice() {
        return Duration.ofMinutes(minimumNotice);
    }

    Duration changeable() {
        return Duration.ofMinutes(changeUntil);
    }

    public Assignment getAssignment() {
        return assignment;
    }

    public List<Integer> getDurations() {
        return Arrays.asList(durations);
    }

    public String getTimeZone() {
        return timeZone;
    }

    public List<WeeklyHours> getWeeklyHours() {
        return weeklyHours;
    }

    public List<DateOverride> getDateOverrides() {
        return dateOverrides;
    }

    public @Nullable LocalDate getValidFrom() {
        return validFrom;
    }

    public @Nullable LocalDate getValidUntil() {
        return validUntil;
    }

    public int getBufferBefore() {
        return bufferBefore;
    }

    public int getBufferAfter() {
        return bufferAfter;
    }

    public int getMinimumNotice() {
        return minimumNotice;
    }

    public int getHorizonDays() {
        return horizonDays;
    }

    public int getSlotStep() {
        return slotStep;
    }

    public @Nullable Integer getMostADay() {
        return mostADay;
    }

    public int getChangeUntil() {
        return changeUntil;
    }
}
