package dev.tenantry.crm.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.MemberEntity;
import dev.tenantry.shared.time.Weekday;

/** That a member is mailed each day ahead. When it is due next is the queue's. */
@Entity
@DynamicUpdate
@Table(name = "daily_digests")
class DailyDigest extends MemberEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "daily_digests")
    @SequenceGenerator(name = "daily_digests", sequenceName = "daily_digests_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private int hour;
    private String[] weekdays;
    private boolean whenEmpty;
    @Column(name = "is_enabled")
    private boolean enabled;
    @NotAudited("the mails that were sent")
    private @Nullable LocalDate handledOn;
    @NotAudited("hour")
    private Instant askedAt;
    @NotAudited("hour")
    private @Nullable Instant dueAt;

    @SuppressWarnings("NullAway.Init")
    protected DailyDigest() {}

    @SuppressWarnings("NullAway.Init")
    DailyDigest(UUID userId, DigestRequest request) {
        super(userId);
        change(request);
    }

    /** Whether it is asked for so already. */
    boolean is(DigestRequest request) {
        return hour == request.hour() && whenEmpty == Boolean.TRUE.equals(request.whenEmpty())
                && enabled == request.isWanted()
                && Stream.of(weekdays).map(DailyDigest::weekday).toList().equals(request.days());
    }

    final void change(DigestRequest request) {
        hour = request.hour();
        weekdays = request.days().stream().map(Weekday::toString).toArray(String[]::new);
        whenEmpty = Boolean.TRUE.equals(request.whenEmpty());
        enabled = request.isWanted();
    }

    /** A day whose hour is over when it is asked for is not made up for, and is told where an hour is asked for that is to come. */
    void plan(ZoneId zone, Instant now) {
        askedAt = now;
        dueAt = enabled ? times(zone).next(now, handledOn) : null;
    }

    static Weekday weekday(String text) {
        return Weekday.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private DigestTimes times(ZoneId zone) {
        return new DigestTimes(hour, Stream.of(weekdays).map(DailyDigest::weekday).toList(), zone, askedAt);
    }

    DigestResponse toResponse() {
        return new DigestResponse(hour, Stream.of(weekdays).map(DailyDigest::weekday).toList(), whenEmpty,
                enabled, getVersion(),
                getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    boolean isEnabled() {
        return enabled;
    }

    /** Null while it is not mailed. */
    @Nullable
    Instant dueAt() {
        return dueAt;
    }
}
