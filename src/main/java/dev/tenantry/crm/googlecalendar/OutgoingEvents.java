package dev.tenantry.crm.googlecalendar;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.MemberEvent;
import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.crm.googlecalendar.EventMeeting.Met;
import dev.tenantry.integrations.Answer;

/**
 * Tells Google what has changed here. What Google has is read before it is written, and written only as long as it is that (its ETag): whatever
 * was changed there meanwhile is taken first. Google is asked outside of any transaction.
 */
@Component
class OutgoingEvents {

    private static final int BATCH = 100;
    private static final int ATTEMPTS = 4;
    /** So many in a row say that it is the calendar, and not the event. */
    private static final int MOST_FAULTS = 20;
    private static final String GONE_SERIES = "Google's series has no occurrence at that time";

    private final GoogleApi google;
    private final IncomingEvents incoming;
    private final OutgoingNotes notes;
    private final EventLinks links;
    private final MemberEvents events;

    OutgoingEvents(GoogleApi google, IncomingEvents incoming, OutgoingNotes notes, EventLinks links,
            MemberEvents events) {
        this.google = google;
        this.incoming = incoming;
        this.notes = notes;
        this.links = links;
        this.events = events;
    }

    /** One look at a calendar. */
    private final class Round {

        private final CalendarClaim claim;
        private final SyncedCalendar calendar;
        private int faults;

        Round(CalendarClaim claim, SyncedCalendar calendar) {
            this.claim = claim;
            this.calendar = calendar;
        }

        void tellChanges(boolean isOccurrence) {
            var after = "";
            List<EventLink> changed;
            do {
                changed = links.changed(calendar.id(), after, isOccurrence, BATCH);
                for (var link : changed) {
                    if (isOccurrence && notes.isOfAnother(claim, calendar, link)) {
                        notes.forget(claim, calendar, link);
                    } else if (link.etag() == null) {
                        tellNew(Objects.requireNonNull(link.event()));
                    } else {
                        tell(link.key());
                    }
                    after = link.key();
                }
            } while (changed.size() == BATCH);
        }

        void tellNew(boolean isOccurrence) {
            var after = 0L;
            List<Long> untold;
            do {
                untold = links.untold(calendar.id(), after, isOccurrence, calendar.isOutlet(), calendar.connectedAt(),
                        BATCH);
                for (var id : untold) {
                    tellNew(id);
                    after = id;
                }
            } while (untold.size() == BATCH);
        }

        private void tellNew(Long id) {
            var event = events.find(id).filter(one -> one.isOf(claim.member()) && !one.isTrashed()).orElse(null);
            if (event == null) {
                notes.forget(claim, calendar, EventLink.ofOurs(EventKeys.of(calendar, id), id, null, null));
            } else if (event.seriesId() != null) {
                tellOccurrence(event);
            } else if (!isKnown(event)) {
                insert(event);
            }
        }

        /** Whether Google has it from before the calendar was disconnected, and so is not told of another one. */
        private boolean isKnown(MemberEvent event) {
            var told = event.google() == null ? null : google.event(calendar.place(), event.google());
            if (told == null || told.isCancelled()) {
                return false;
            }
            if (isAdopted(told.link(event.id()), event, told)) {
                tell(told.key());
            }
            return true;
        }

        private void insert(MemberEvent event) {
            var key = EventKeys.of(calendar, event.id());
            var link = EventLink.ofOurs(key, event.id(), null, null);
            var answer = google.insert(calendar.place(),
                    GoogleBodies.insertion(event.content(), Set.of(), key, event.id()));
            if (answer.status() == GoogleApi.TAKEN) {
                if (isAdopted(link, event, google.event(calendar.place(), key))) {
                    tell(key);
                }
            } else if (GoogleApi.isRefused(answer)) {
                refuse(link, event, String.valueOf(answer.error()));
            } else {
                note(link, event, Set.of(), EnumSet.allOf(Part.class), answer);
            }
        }

        private boolean isAdopted(EventLink link, MemberEvent event, GoogleEvent told) {
            try {
                incoming.adopt(claim, calendar, link, told);
                return true;
            } catch (RuntimeException failure) {
                notes.refused(claim, calendar, link, event, EventRefusal.reason(failure));
                return false;
            }
        }

        private void note(EventLink link, MemberEvent event, Set<String> others, Set<Part> parts, Answer answer) {
            var told = new GoogleEvent(GoogleApi.required(answer));
            try {
                notes.told(claim, calendar, link, event, others, parts, told);
                faults = 0;
            } catch (RuntimeException failure) {
                notes.refused(claim, calendar, link, event, EventRefusal.reason(failure));
            }
        }

        private void tellOccurrence(MemberEvent event) {
            var series = links.ofEvent(calendar.id(), Objects.requireNonNull(event.seriesId()));
            if (series.isEmpty()) {
                return;
            }
            var original = GoogleEvent.write(Objects.requireNonNull(event.original()));
            var told = google.occurrence(calendar.place(), series.get().key(), notes.start(event));
            if (told.isEmpty()) {
                // Where the series is deleted there, too, so is its occurrence: the next look takes it.
                if (!google.event(calendar.place(), series.get().key()).isCancelled()) {
                    refuse(EventLink.ofOurs(EventKeys.of(calendar, event.id()), event.id(), series.get().key(),
                            original), event, GONE_SERIES);
                }
                return;
            }
            var occurrence = new GoogleEvent(told.get());
            notes.forget(claim, calendar, EventLink.ofOurs(EventKeys.of(calendar, event.id()), event.id(), null, null));
            if (isAdopted(EventLink.ofOurs(occurrence.key(), event.id(), series.get().key(), original), event,
                    occurrence)) {
                tell(occurrence.key());
            }
        }

        private void tell(String key) {
            for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                var told = google.event(calendar.place(), key);
                var met = meet(key, told);
                if (met == null || met.open().isEmpty() || isTold(met, told)) {
                    return;
                }
            }
            // Somebody changes it all the time: it stays open, and is looked at again.
        }

        private @Nullable Met meet(String key, GoogleEvent told) {
            try {
                return incoming.meet(claim, calendar, key, told).orElse(null);
            } catch (RuntimeException failure) {
                incoming.refuse(claim, calendar, told, calendar.listing(), EventRefusal.reason(failure));
                return null;
            }
        }

        /** @return false where it was changed there meanwhile */
        private boolean isTold(Met met, GoogleEvent told) {
            var event = met.event();
            return event == null || event.isTrashed()
                    || met.open().contains(Part.STATUS) && event.content().isCancelled()
                            ? isDeleted(met, told)
                            : isPatched(met, event, told);
        }

        private boolean isDeleted(Met met, GoogleEvent told) {
            var answer = delete(told);
            if (answer.status() == GoogleApi.STALE) {
                return false;
            }
            if (met.event() != null && GoogleApi.isRefused(answer) && !GoogleApi.isAbsent(answer)) {
                refuse(met.link(), met.event(), String.valueOf(answer.error()));
                return true;
            }
            if (!GoogleApi.isAbsent(answer)) {
                GoogleApi.required(answer);
            }
            notes.deleted(claim, calendar, met);
            return true;
        }

        private boolean isPatched(Met met, MemberEvent event, GoogleEvent told) {
            var answer = google.patch(calendar.place(), told.key(),
                    GoogleBodies.patch(event.content(), met.others(), met.open(), told.told()), told.etag());
            if (answer.status() == GoogleApi.STALE || GoogleApi.isAbsent(answer)) {
                return false;
            }
            if (GoogleApi.isRefused(answer)) {
                refuse(met.link(), event, String.valueOf(answer.error()));
                return true;
            }
            note(met.link(), event, met.others(), met.open(), answer);
            return true;
        }

        private Answer delete(GoogleEvent told) {
            return told.isCancelled()
                    ? Answer.done(GoogleApi.GONE, told.told(), Answer.Traffic.NONE)
                    : google.delete(calendar.place(), told.key(), told.etag());
        }

        private void refuse(EventLink link, MemberEvent event, String reason) {
            notes.refused(claim, calendar, link, event, reason);
            if (++faults >= MOST_FAULTS) {
                throw new GoogleFailure(Answer.failed(reason, true));
            }
        }
    }

    /** Occurrences that are deleted are told before what leaves them out, and those that are new behind their series. */
    void push(CalendarClaim claim, SyncedCalendar calendar) {
        var round = new Round(claim, calendar);
        round.tellChanges(true);
        round.tellChanges(false);
        round.tellNew(false);
        round.tellNew(true);
    }
}
