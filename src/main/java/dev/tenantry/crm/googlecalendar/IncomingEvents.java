package dev.tenantry.crm.googlecalendar;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.MemberEvent;
import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.crm.googlecalendar.EventMeeting.Met;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;

/** Takes what Google tells of events, each in a transaction of its own: told again, it changes nothing. */
@Component
class IncomingEvents {

    private static final int LONGEST_FAULT = 300;

    private final MemberEvents events;
    private final EventLinks links;
    private final EventMeeting meeting;
    private final IncomingOccurrences occurrences;
    private final SyncStore store;

    IncomingEvents(MemberEvents events, EventLinks links, EventMeeting meeting, IncomingOccurrences occurrences,
            SyncStore store) {
        this.events = events;
        this.links = links;
        this.meeting = meeting;
        this.occurrences = occurrences;
        this.store = store;
    }

    /**
     * @param listing the how manieth listing of all has it
     * @throws EventFault where it cannot be as Google has it, as {@link dev.tenantry.shared.problem.ProblemException}
     */
    @Transactional
    void take(CalendarClaim claim, SyncedCalendar calendar, GoogleEvent told, long listing) {
        var link = links.lock(calendar.id(), told.key());
        if (link.filter(one -> one.knows(told)).isPresent()) {
            links.seen(calendar.id(), told.key(), listing);
        } else if (told.series() != null) {
            occurrences.take(calendar, link.orElse(null), told, listing);
        } else if (link.isPresent() && link.get().event() != null) {
            meeting.meet(calendar, link.get(), told, listing);
        } else if (!told.isCancelled()) {
            add(calendar, told, listing);
        }
        store.hold(claim);
    }

    /** What Google has told just now, for whoever has something to tell. Empty where nothing is known of it any more. */
    @Transactional
    Optional<Met> meet(CalendarClaim claim, SyncedCalendar calendar, String key, GoogleEvent told) {
        var met = links.lock(calendar.id(), key)
                .filter(link -> link.event() != null)
                .map(link -> meeting.meet(calendar, link, told, calendar.listing()));
        store.hold(claim);
        return met;
    }

    /** It cannot be as Google has it, and is looked at again once it is changed. */
    @Transactional
    void refuse(CalendarClaim claim, SyncedCalendar calendar, GoogleEvent told, long listing, String reason) {
        var link = links.lock(calendar.id(), told.key()).orElseGet(() -> EventLink.ofGoogle(told, null));
        var event = link.event() == null ? null : events.find(link.event()).orElse(null);
        links.keep(calendar.id(), link.told(told), event == null ? null : event.version(),
                Texts.shown(reason, LONGEST_FAULT), listing);
        store.hold(claim);
    }

    /** All that was told is taken. @param token for what changes from now on */
    @Transactional
    void finish(CalendarClaim claim, String token, boolean isFull) {
        store.take(claim, token, isFull);
    }

    private void add(SyncedCalendar calendar, GoogleEvent told, long listing) {
        var known = present(calendar, told);
        if (known != null) {
            adopt(calendar, EventLink.ofOurs(told.key(), known, null, null), told, listing);
            return;
        }
        var kept = events.known(told.key(), told.uid(), told.ours())
                .stream()
                .filter(one -> !links.isLinked(one.id()))
                .findFirst();
        if (kept.isPresent()) {
            adopt(calendar, told.link(kept.get().id()), told, listing);
            return;
        }
        var named = events.named(told.uid()).orElse(null);
        if (named != null && told.isOrganizedHere() && links.ofEvent(calendar.id(), named.id()).isEmpty()) {
            adopt(calendar, EventLink.ofOurs(told.key(), named.id(), null, null), told, listing);
            return;
        }
        var there = told.content(calendar.zone());
        // Whoever knows the UID of an event of ours can ask the member to another one of it.
        var made = events.create(there, named == null ? told.uid() : told.key());
        var shown = events.showGoogle(made.id(), told.key());
        links.keep(calendar.id(), EventLink.ofGoogle(told, null)
                .to(made.id())
                .told(told)
                .shaped(Shape.of(shown.content(), Set.of()), Shape.of(there, Set.of())), shown.version(), null,
                listing);
    }

    /** Which event here it was made of: a copy that somebody makes at Google says so as well, and has another key. */
    private static @Nullable Long present(SyncedCalendar calendar, GoogleEvent told) {
        var event = told.ours();
        return event != null && EventKeys.of(calendar, event).equals(told.key()) ? event : null;
    }

    /** Both are the same event, and nobody knows since when: what is otherwise here is told to Google. */
    private void adopt(SyncedCalendar calendar, EventLink link, GoogleEvent told, long listing) {
        var event = events.lock(Objects.requireNonNull(link.event()))
                .filter(one -> one.isOf(TenantContext.currentUser()))
                .orElse(null);
        var there = shape(event, told, calendar.zone());
        var adopted = link.told(told).shaped(there, there);
        if (event == null) {
            links.keep(calendar.id(), adopted, null, null, listing);
            return;
        }
        events.showGoogle(event.id(), told.key());
        meeting.meet(calendar, adopted, told, listing);
    }

    private static Shape shape(@Nullable MemberEvent event, GoogleEvent told, ZoneId otherwise) {
        return told.isCancelled()
                ? Shape.NONE.cancelled()
                : Shape.of(told.content(event == null ? otherwise : EventMeeting.zone(event)), Set.of());
    }

    /** An event of ours is there at Google: told before, by whoever did not live to note it, or one of Google's own occurrences. */
    @Transactional
    void adopt(CalendarClaim claim, SyncedCalendar calendar, EventLink link, GoogleEvent told) {
        adopt(calendar, link, told, calendar.listing());
        store.hold(claim);
    }
}
