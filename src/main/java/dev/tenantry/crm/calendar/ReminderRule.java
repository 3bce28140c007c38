package dev.tenantry.crm.calendar;

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
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.ConfidentialEntity;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;

/** That those of an event are reminded of it, and of each of its occurrences. When it is due is the queue's. */
@Entity
@DynamicUpdate
@Table(name = "event_reminder_rules")
class ReminderRule extends TenantEntity implements ConfidentialEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_reminder_rules")
    @SequenceGenerator(name = "event_reminder_rules", sequenceName = "event_reminder_rules_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long eventId;
    @Enumerated(EnumType.STRING)
    @Column(name = "channel")
    private ReminderMethod method;
    @Enumerated(EnumType.STRING)
    private ReminderAudience audience;
    private @Nullable Integer minutesBefore;
    private @Nullable Instant remindAt;
    private @Nullable String message;
    @NotAudited("the event's visibility")
    private @Nullable UUID privateTo;

    @SuppressWarnings("NullAway.Init")
    protected ReminderRule() {}

    @SuppressWarnings("NullAway.Init")
    ReminderRule(CalendarEvent event, RemindersRequest.Reminder stated) {
        eventId = event.getId();
        method = stated.method();
        audience = stated.audience();
        minutesBefore = stated.minutesBefore();
        remindAt = stated.remindAt();
        message = stated.message();
        privateTo = event.getPrivateTo();
    }

    ReminderRule of(CalendarEvent other) {
        return new ReminderRule(other,
                new RemindersRequest.Reminder(method, minutesBefore, remindAt, audience, message));
    }

    boolean is(RemindersRequest.Reminder stated) {
        return stated.isAsLike(
                new RemindersRequest.Reminder(method, minutesBefore, remindAt, audience, message));
    }

    void say(@Nullable String text) {
        message = text;
    }

    /** The event is seen by others than before. */
    void show(@Nullable UUID to) {
        privateTo = to;
    }

    @Override
    public boolean isConfidential() {
        return privateTo != null;
    }

    RemindersResponse.Reminder shown() {
        return new RemindersResponse.Reminder(method, minutesBefore, remindAt, audience, message);
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    ReminderMethod getMethod() {
        return method;
    }

    ReminderAudience getAudience() {
        return audience;
    }

    @Nullable
    Integer getMinutesBefore() {
        return minutesBefore;
    }

    @Nullable
    Instant getRemindAt() {
        return remindAt;
    }

    @Nullable
    String getMessage() {
        return message;
    }
}
