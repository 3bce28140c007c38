package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event of a member's calendar as it is here.
 *
 * @param version   counts its changes
 * @param trashedAt since when it is in the trash; null where it is not
 * @param seriesId  of one occurrence that is otherwise: the series
 * @param original  when that would begin by the series' clock
 * @param google    as which event of Google's it is known, or was before that calendar was disconnected; null: as none
 * @param lastEnd   when the last of it ends; null where nothing is the last
 */
public record MemberEvent(
        Long id,
        int version,
        @Nullable UUID ownerId,
        @Nullable Instant trashedAt,
        @Nullable Long seriesId,
        @Nullable LocalDateTime original,
        @Nullable String google,
        @Nullable Instant lastEnd,
        EventContent content) {

    public boolean isTrashed() {
        return trashedAt != null;
    }

    public boolean isOf(UUID member) {
        return member.equals(ownerId);
    }
}
