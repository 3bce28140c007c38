package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.integrations.Answer;
import dev.tenantry.shared.tenancy.TenantContext;

/** How a look at a calendar ends: when the next one is, what its member is told, and what becomes of it where it is the last one. */
@Component
class SyncEnding {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 8;
    private static final int BATCH = 100;

    private final SyncStore store;
    private final Channels channels;
    private final EventLinks links;
    private final MemberEvents events;
    private final SyncNotices notices;
    private final TransactionTemplate transactions;

    SyncEnding(SyncStore store, Channels channels, EventLinks links, MemberEvents events, SyncNotices notices,
            TransactionTemplate transactions) {
        this.store = store;
        this.channels = channels;
        this.links = links;
        this.events = events;
        this.notices = notices;
        this.transactions = transactions;
    }

    void end(CalendarClaim claim, SyncedCalendar calendar, boolean isPushed) {
        store.end(claim, calendar.wakes(), jittered(channels.interval(isPushed)));
    }

    /** What helps only if somebody does something is told to the member, once. */
    void fail(CalendarClaim claim, SyncedCalendar calendar, Answer answer) {
        var error = String.valueOf(answer.error());
        transactions.executeWithoutResult(_ -> {
            if (store.fail(claim, error, pause(calendar, answer)) && answer.permanent() && !calendar.wasFaulty()) {
                notices.tell(calendar, error);
            }
        });
    }

    /** The longer the more often it has failed, and not before Google wants it; not all of them at once. */
    private static Duration pause(SyncedCalendar calendar, Answer answer) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, calendar.failures()));
        var pause = answer.permanent() || doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        var wanted = answer.retryAfter();
        return jittered(wanted == null || wanted.compareTo(pause) < 0 ? pause : wanted);
    }

    private static Duration jittered(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 4));
    }

    void disconnect(CalendarClaim claim, SyncedCalendar calendar) {
        channels.close(calendar);
        var after = "";
        List<EventLink> copies;
        do {
            copies = links.copies(calendar.id(), after, BATCH);
            for (var copy : copies) {
                transactions.executeWithoutResult(_ -> part(claim, calendar, copy));
                after = copy.key();
            }
        } while (copies.size() == BATCH);
        store.remove(claim);
    }

    private void part(CalendarClaim claim, SyncedCalendar calendar, EventLink copy) {
        events.lock(Objects.requireNonNull(copy.event()))
                .filter(event -> event.isOf(TenantContext.currentUser()) && !event.isTrashed())
                .ifPresent(event -> {
                    // What stays is known by it, should the calendar be connected again: nobody is asked to the same twice.
                    if (calendar.copies() == Copies.trash) {
                        events.showGoogle(event.id(), null);
                        events.trash(event.id());
                    }
                });
        store.hold(claim);
    }
}
