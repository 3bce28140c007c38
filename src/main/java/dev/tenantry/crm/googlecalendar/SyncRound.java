package dev.tenantry.crm.googlecalendar;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;

/** One look at a calendar: what has changed there, what has changed here, and when it is looked at next. */
@Component
class SyncRound {

    private final SyncStore store;
    private final Pull pull;
    private final OutgoingEvents outgoing;
    private final Channels channels;
    private final SyncEnding ending;
    private final SyncRights rights;

    SyncRound(SyncStore store, Pull pull, OutgoingEvents outgoing, Channels channels, SyncEnding ending,
            SyncRights rights) {
        this.store = store;
        this.pull = pull;
        this.outgoing = outgoing;
        this.channels = channels;
        this.ending = ending;
        this.rights = rights;
    }

    void go(CalendarClaim claim) {
        var calendar = store.begin(claim).orElse(null);
        if (calendar == null) {
            return;
        }
        try {
            LocalChanges.taking(() -> look(claim, calendar));
        } catch (GoogleFailure failure) {
            ending.fail(claim, calendar, failure.answer());
        } catch (LeaseLost _) {
            // Whoever holds it now looks at it.
        }
    }

    private void look(CalendarClaim claim, SyncedCalendar calendar) {
        if (calendar.copies() != null) {
            ending.disconnect(claim, calendar);
            return;
        }
        rights.demand(calendar.direction());
        if (calendar.direction().takesIn()) {
            pull.pull(claim, calendar);
        }
        if (calendar.direction().takesOut()) {
            outgoing.push(claim, calendar);
        }
        ending.end(claim, calendar, channels.keep(claim, calendar));
    }

    /** Nobody survives looking at it. */
    void giveUp(CalendarClaim claim) {
        store.begin(claim)
                .ifPresent(calendar -> ending.fail(claim, calendar,
                        Answer.failed("the calendar cannot be looked at: nobody has come to an end with it", true)));
    }
}
