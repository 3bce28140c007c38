package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which event of Google's is which here, and how both were when they were the same.
 *
 * @param key          as Google knows it
 * @param event        which it is here; null where it is none
 * @param isFromGoogle whether it was made there
 * @param etag         null where Google has not been told of it, or has not told all of it
 * @param changedAt    when it was changed last, by Google's clock
 * @param own          what it was here
 * @param google       what it was there
 * @param series       of an occurrence, the series at Google
 * @param original     of an occurrence, when it would begin by the series' clock
 * @param isGone       whether it is deleted there, or left out
 */
record EventLink(
        String key,
        @Nullable Long event,
        boolean isFromGoogle,
        @Nullable String etag,
        @Nullable Instant changedAt,
        Shape own,
        Shape google,
        @Nullable String series,
        @Nullable String original,
        boolean isGone) {

    static EventLink ofGoogle(GoogleEvent told, @Nullable String original) {
        return new EventLink(told.key(), null, true, null, null, Shape.NONE, Shape.NONE, told.series(), original,
                false);
    }

    /** Of an event that Google is to be told of. */
    static EventLink ofOurs(String key, Long event, @Nullable String series, @Nullable String original) {
        return new EventLink(key, event, false, null, null, Shape.NONE, Shape.NONE, series, original, false);
    }

    /** It is that event here. */
    EventLink to(Long id) {
        return new EventLink(key, id, isFromGoogle, etag, changedAt, own, google, series, original, isGone);
    }

    /** Google has told it so. */
    EventLink told(GoogleEvent by) {
        return new EventLink(key, event, isFromGoogle, by.etag(), by.changedAt() == null ? changedAt : by.changedAt(),
                own, google, series, original, by.isCancelled());
    }

    EventLink shaped(Shape here, Shape there) {
        return new EventLink(key, event, isFromGoogle, etag, changedAt, here, there, series, original, isGone);
    }

    /** Whether what is told is known, or older than what is. */
    boolean knows(GoogleEvent told) {
        var changed = told.changedAt();
        return etag != null && (etag.equals(told.etag()) && !told.etag().isEmpty()
                || changed != null && changedAt != null && changed.isBefore(changedAt));
    }

    /** What has changed here since. */
    Set<Part> changedHere(Shape now) {
        return now.since(own);
    }
}
