package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.crm.recurrence.RecurrenceText;
import dev.tenantry.shared.tenancy.Ids;

/** Something that takes place, once, in a series, or as the one occurrence of a series that is otherwise. */
@Entity
@DynamicUpdate
@Table(name = "crm_events")
@EntityListeners(CalendarChanges.class)
class CalendarEvent extends EventDetails {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "crm_events")
    @SequenceGenerator(name = "crm_events", sequenceName = "crm_events_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "event_start_time")
    private Instant startAt;
    @Column(name = "event_end_time")
    private Instant endAt;
    private @Nullable LocalDate startDate;
    private @Nullable LocalDate endDate;
    private String timeZone;
    private @Nullable String recurrenceRule;
    private String[] recurrenceDates = {};
    private String[] excludedDates = {};
    @NotAudited("recurrenceRule")
    private @Nullable Instant lastEndAt;
    private @Nullable Long seriesId;
    private @Nullable String originalStart;
    private String uid;
    private @Nullable String googleEventId;
    /** Whether those who were invited are told of whose it is now. */
    private transient boolean isOwnerCounted;

    @SuppressWarnings("NullAway.Init")
    protected CalendarEvent() {}

    @SuppressWarnings("NullAway.Init")
    CalendarEvent(CalendarEventRequest request, ZoneId ownZone) {
        uid = Ids.next() + "@tenantry";
        change(request, ownZone);
    }

    /** @param ownZone where the request names none */
    void change(CalendarEventRequest request, ZoneId ownZone) {
        var before = isDescribed() ? Schedule.of(this) : null;
        var said = wording();
        UUID owner = getOwnerId();
        describe(request);
        timeZone = request.timeZone() == null ? name(ownZone) : request.timeZone();
        recurrenceRule = request.recurrenceRule();
        recurrenceDates = LocalTimes.canonical(request.more());
        excludedDates = LocalTimes.canonical(request.without());
        take(EventTime.of(request, zone()));
        lastEndAt = Series.of(this).lastEnd();
        if (before != null && !before.equals(Schedule.of(this))) {
            countChange();
        } else if (before != null && (!said.equals(wording()) || !Objects.equals(owner, getOwnerId()))) {
            countWording();
        }
        isOwnerCounted = true;
    }

    /** It was given to another owner, perhaps past {@link #change}: those who were invited are told by whom they are. */
    void give() {
        if (!isOwnerCounted && !isException()) {
            countWording();
        }
        isOwnerCounted = true;
    }

    /** Occurrences are known by when they begin, to the second. */
    private void take(EventTime time) {
        var precision = isRecurring() ? ChronoUnit.SECONDS : ChronoUnit.MICROS;
        startAt = time.start().truncatedTo(precision);
        endAt = time.end().truncatedTo(precision);
        startDate = time.firstDay();
        endDate = time.lastDay();
    }

    void except(CalendarEvent series, LocalDateTime start) {
        seriesId = series.getId();
        originalStart = LocalTimes.write(start);
        uid = series.uid;
        countBeyond(series);
        showAs(series);
    }

    void identify(String id, int number) {
        uid = id;
        count(number);
    }

    /** The series is shown otherwise, or its starts are others by so much. */
    void follow(CalendarEvent series, Duration by) {
        originalStart = LocalTimes.write(LocalTimes.read(Objects.requireNonNull(originalStart)).orElseThrow().plus(by));
        seriesId = series.getId();
        uid = series.uid;
        showAs(series);
    }

    /** It is kept the same as that event of Google's; null: as none. */
    void showGoogle(@Nullable String event) {
        googleEventId = event;
    }

    /** It does not take place then. */
    void exclude(LocalDateTime start) {
        recur(recurrenceRule, recurrenceDates,
                Stream.concat(Stream.of(excludedDates), Stream.of(LocalTimes.write(start)))
                        .toArray(String[]::new));
    }

    /** It takes place no more from then on. */
    void endBefore(LocalDateTime start) {
        var rule = recurrenceRule == null
                ? null
                : RecurrenceText.of(recurrenceRule).until(end(start), zone(), isAllDay());
        recur(rule, LocalTimes.before(recurrenceDates, start),
                LocalTimes.before(excludedDates, start));
    }

    /** Half way from the last before to that one: at another time of the day, or some days from there, they are as many. */
    private LocalDateTime end(LocalDateTime start) {
        var last = Series.of(this).lastBefore(start);
        var days = ChronoUnit.DAYS.between(last.toLocalDate(), start.toLocalDate());
        return days > 0
                ? last.toLocalDate().plusDays((days - 1) / 2).atTime(23, 59, 59)
                : last.plus(Duration.between(last, start).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
    }

    private void recur(@Nullable String rule, String[] more, String[] without) {
        recurrenceRule = rule;
        recurrenceDates = more;
        excludedDates = LocalTimes.canonical(List.of(without));
        lastEndAt = Series.of(this).lastEnd();
        countChange();
    }

    /** Its offset is no name of the IANA database. */
    private static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    boolean isException() {
        return seriesId != null;
    }

    boolean isRecurring() {
        return recurrenceRule != null || recurrenceDates.length > 0;
    }

    boolean isAllDay() {
        return startDate != null;
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    EventTime time() {
        return new EventTime(startAt, endAt, startDate, endDate);
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public @Nullable Instant getStatedStart() {
        return isAllDay() ? null : startAt;
    }

    public @Nullable Instant getStatedEnd() {
        return isAllDay() ? null : endAt;
    }

    public @Nullable LocalDate getStartDate() {
        return startDate;
    }

    public @Nullable LocalDate getEndDate() {
        return endDate;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public @Nullable String getRecurrenceRule() {
        return recurrenceRule;
    }

    public List<String> getRecurrenceDates() {
        return List.of(recurrenceDates);
    }

    public List<String> getExcludedDates() {
        return List.of(excludedDates);
    }

    public @Nullable Long getSeriesId() {
        return seriesId;
    }

    public @Nullable String getOriginalStart() {
        return originalStart;
    }

    public String getUid() {
        return uid;
    }

    public @Nullable String getGoogleEventId() {
        return googleEventId;
    }

    @Nullable
    Instant lastEnd() {
        return lastEndAt;
    }
}
