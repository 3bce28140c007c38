package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** When a member is not there. */
@Entity
@DynamicUpdate
@Table(name = "member_absences")
class MemberAbsence extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "member_absences")
    @SequenceGenerator(name = "member_absences", sequenceName = "member_absences_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private UUID memberId;
    private Instant startsAt;
    private Instant endsAt;
    private @Nullable LocalDate startsOn;
    private @Nullable LocalDate endsOn;
    private @Nullable String zone;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected MemberAbsence() {}

    @SuppressWarnings("NullAway.Init")
    MemberAbsence(UUID memberId, AbsencePeriod period, @Nullable String externalId) {
        change(memberId, period, externalId);
    }

    void change(UUID member, AbsencePeriod period, @Nullable String key) {
        memberId = member;
        startsAt = period.start();
        endsAt = period.end();
        startsOn = period.firstDay();
        endsOn = period.lastDay();
        zone = period.zone() == null ? null : period.zone().getId();
        externalId = key;
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public UUID getMemberId() {
        return memberId;
    }

    public Instant getStartsAt() {
        return startsAt;
    }

    public Instant getEndsAt() {
        return endsAt;
    }

    public @Nullable LocalDate getStartsOn() {
        return startsOn;
    }

    public @Nullable LocalDate getEndsOn() {
        return endsOn;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
