package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * When a member is not there: from one moment to another, or whole days.
 *
 * @param memberId   absent: whoever asks
 * @param startsAt   from when on, where it is not whole days
 * @param endsAt     until when
 * @param startsOn   the first of whole days
 * @param endsOn     the last of them
 * @param zone       whose days these are; absent: the member's, else the organization's
 * @param externalId the absence's key in another system, unique in the organization
 */
record MemberAbsenceRequest(
        @Nullable UUID memberId,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Zone @Nullable String zone,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "endsOn", code = "out-of-order", message = "endsOn must not be before startsOn")
    boolean isInOrder() {
        return startsOn == null || endsOn == null || !endsOn.isBefore(startsOn);
    }

    @FieldRule(field = "endsAt", code = "out-of-order", message = "endsAt must be after startsAt")
    boolean isInTime() {
        return startsAt == null || endsAt == null || endsAt.isAfter(startsAt);
    }

    @FieldRule(field = "zone", code = "not-days", message = "moments have no zone: it says whose days startsOn and endsOn are")
    boolean isOfDays() {
        return zone == null || startsOn != null;
    }
}
