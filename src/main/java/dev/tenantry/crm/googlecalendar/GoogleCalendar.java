package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.MemberEntity;

/** A calendar of the member's at Google. What becomes of it while it is kept the same is written by {@link SyncStore} alone. */
@Entity
@DynamicInsert
@DynamicUpdate
@Table(name = "google_calendars")
@SuppressWarnings("NullAway.Init")
class GoogleCalendar extends MemberEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "google_calendars")
    @SequenceGenerator(name = "google_calendars", sequenceName = "google_calendars_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "integration_number", updatable = false)
    private UUID integrationId;
    @Column(name = "calendar_key", updatable = false)
    private String calendarId;
    private String name;
    private String timeZone;
    @Enumerated(EnumType.STRING)
    private SyncDirection direction;
    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    private SyncState state = SyncState.IDLE;
    @Column(insertable = false, updatable = false)
    private @Nullable String lastError;
    @Enumerated(EnumType.STRING)
    private @Nullable Copies copies;
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastSyncedAt;
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastFullAt;
    @Column(name = "due_at", insertable = false, updatable = false)
    private Instant nextAttemptAt;
    @Column(insertable = false, updatable = false)
    private @Nullable String channel;
    @Column(insertable = false, updatable = false)
    private @Nullable Instant channelExpiresAt;

    protected GoogleCalendar() {}

    GoogleCalendar(UUID userId, GoogleCalendarRequest request, AccountCalendar calendar) {
        super(userId);
        integrationId = request.integrationId();
        calendarId = calendar.id();
        name = calendar.name();
        timeZone = calendar.timeZone();
        direction = request.direction() == null ? SyncDirection.BOTH : request.direction();
    }

    /** It is disconnected as soon as may be. */
    void end(Copies becoming) {
        copies = becoming;
    }

    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public UUID getIntegrationId() {
        return integrationId;
    }

    public String getCalendarId() {
        return calendarId;
    }

    public String getName() {
        return name;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public SyncDirection getDirection() {
        return direction;
    }

    public SyncState getState() {
        return state;
    }

    public @Nullable String getLastError() {
        return lastError;
    }

    public @Nullable Copies getDisconnecting() {
        return copies;
    }

    public @Nullable Instant getLastSyncedAt() {
        return lastSyncedAt;
    }

    public @Nullable Instant getLastFullAt() {
        return lastFullAt;
    }

    public Instant getNextAttemptAt() {
        return nextAttemptAt;
    }

    /** Until when Google tells of changes; null where it is asked for them now and then. */
    public @Nullable Instant getPushedUntil() {
        return channel == null ? null : channelExpiresAt;
    }
}
