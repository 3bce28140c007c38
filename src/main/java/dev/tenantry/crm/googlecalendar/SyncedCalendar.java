package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A calendar that is being looked at.
 *
 * @param copies       it is to be disconnected; null: it is not
 * @param cursor       Google's, for what has changed since; null: all is to be listed
 * @param listing      how often all was listed
 * @param isOutlet     whether it is the one that takes up what is new here: the oldest that takes anything out
 * @param connectedAt  what ended before that is the past, of which Google is not told
 * @param wakes        how often something had changed
 * @param failures     in a row
 * @param wasFaulty    whether the last attempt failed
 */
record SyncedCalendar(
        Long id,
        GoogleApi.Place place,
        ZoneId zone,
        SyncDirection direction,
        @Nullable Copies copies,
        @Nullable String cursor,
        long listing,
        boolean isOutlet,
        Instant connectedAt,
        long wakes,
        int failures,
        boolean wasFaulty,
        Channel channel) {

    /**
     * By which Google tells of changes.
     *
     * @param id        null where there is none
     * @param expiresAt when it ends; of none, when the next is to be tried; null: now
     */
    record Channel(@Nullable String id, @Nullable String resource, @Nullable Instant expiresAt) {}

}
