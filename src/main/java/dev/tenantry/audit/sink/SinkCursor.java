package dev.tenantry.audit.sink;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a sink has come.
 *
 * @param sentBefore  entries of transactions before this one have been sent
 * @param roundBefore up to which transaction entries are being sent; null where none are
 * @param roundEntry  which entry of these was sent last
 * @param floorEntry  entries of transactions from {@code sentBefore} on have larger ids
 * @param markEntry   the largest id that there was when the mark was made
 * @param markBefore  the transaction that began next, a while later; null before that
 */
record SinkCursor(
        long sentBefore,
        @Nullable Long roundBefore,
        long roundEntry,
        long floorEntry,
        long markEntry,
        @Nullable Long markBefore,
        Instant markedAt) {

    /** An id is drawn right before a transaction that has written nothing begins to: so long that takes in no process that lives. */
    private static final Duration DRAWN = Duration.ofMinutes(1);

    /** With a round under way, where there is anything that could be sent in one. */
    SinkCursor at(SettledEntries.Place place, Instant now) {
        if (roundBefore != null) {
            return this;
        }
        // Numbers begin anew where the database was restored into another server.
        var from = place.settled() < sentBefore ? 0 : sentBefore;
        var isReached = markBefore != null && markBefore <= from;
        var floor = isReached ? markEntry : floorEntry;
        var begun = new SinkCursor(from, place.settled() == from ? null : Long.valueOf(place.settled()), floor, floor,
                markEntry, markBefore, markedAt);
        return isReached || place.settled() < sentBefore
                ? begun.mark(place.newest(), null, now)
                : begun.marked(place, now);
    }

    private SinkCursor marked(SettledEntries.Place place, Instant now) {
        return markBefore == null && markedAt.plus(DRAWN).isBefore(now)
                ? mark(markEntry, place.next(), markedAt)
                : this;
    }

    private SinkCursor mark(long entry, @Nullable Long before, Instant at) {
        return new SinkCursor(sentBefore, roundBefore, roundEntry, floorEntry, entry, before, at);
    }

    /** @throws IllegalStateException where no round is under way */
    long roundEnd() {
        if (roundBefore == null) {
            throw new IllegalStateException("no round is under way");
        }
        return roundBefore;
    }

    boolean isInRound() {
        return roundBefore != null;
    }

    /** Behind entries that have been sent. */
    SinkCursor behind(long entry) {
        return new SinkCursor(sentBefore, roundBefore, entry, floorEntry, markEntry, markBefore, markedAt);
    }

    /** Behind all of the round. */
    SinkCursor ended() {
        return new SinkCursor(roundEnd(), null, floorEntry, floorEntry, markEntry, markBefore, markedAt);
    }
}
