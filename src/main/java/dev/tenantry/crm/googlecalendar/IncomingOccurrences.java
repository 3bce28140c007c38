package dev.tenantry.crm.googlecalendar;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.EventContent;
import dev.tenantry.crm.calendar.MemberEvent;
import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.shared.tenancy.TenantContext;

/** Takes what Google tells of single occurrences of series. In the current transaction. */
@Component
class IncomingOccurrences {

    private final MemberEvents events;
    private final EventLinks links;
    private final EventMeeting meeting;

    IncomingOccurrences(MemberEvents events, EventLinks links, EventMeeting meeting) {
        this.events = events;
        this.links = links;
        this.meeting = meeting;
    }

    /** One whose series has not been told yet is kept to be asked for, once all has been. */
    void take(SyncedCalendar calendar, @Nullable EventLink known, GoogleEvent told, long listing) {
        var of = links.lock(calendar.id(), String.valueOf(told.series())).orElse(null);
        if (of == null || of.event() == null) {
            if (!told.isCancelled()) {
                links.keep(calendar.id(), EventLink.ofGoogle(told, null), null, null, listing);
            }
            return;
        }
        var series = events.lock(of.event())
                .filter(event -> event.isOf(TenantContext.currentUser()) && !event.isTrashed())
                .orElse(null);
        if (series == null) {
            return;
        }
        var link = known == null || known.original() == null ? link(known, told, series) : known;
        if (told.isCancelled()) {
            leaveOut(calendar, link, series, told, listing);
        } else if (link.event() != null) {
            meeting.meet(calendar, link, told, listing);
        } else {
            except(calendar, link, series, told, listing);
        }
    }

    private static EventLink link(@Nullable EventLink known, GoogleEvent told, MemberEvent series) {
        var made = EventLink.ofGoogle(told, GoogleEvent.write(told.original(EventMeeting.zone(series))));
        return known == null || known.event() == null ? made : made.to(known.event());
    }

    private void leaveOut(SyncedCalendar calendar, EventLink link, MemberEvent series, GoogleEvent told,
            long listing) {
        var exception = link.event() == null ? null : events.lock(link.event()).orElse(null);
        if (exception != null && !exception.isTrashed()) {
            events.trash(exception.id());
        } else if (exception == null) {
            events.leaveOut(series.id(), told.original(EventMeeting.zone(series)));
        }
        var left = exception == null ? null : events.find(exception.id()).map(MemberEvent::version).orElse(null);
        links.keep(calendar.id(),
                link.told(told).shaped(link.own().cancelled(), link.google().cancelled()), left, null, listing);
    }

    /** What is left out here is not made anew: the series tells Google so. */
    private void except(SyncedCalendar calendar, EventLink link, MemberEvent series, GoogleEvent told, long listing) {
        var start = String.valueOf(link.original());
        var isLeftOut = series.content().excludedDates().contains(start);
        if (isLeftOut && !link.isGone()) {
            return;
        }
        if (isLeftOut) {
            events.change(series.id(), with(series.content(), start));
        }
        var there = told.content(EventMeeting.zone(series));
        var made = events.except(series.id(), told.original(EventMeeting.zone(series)), there);
        var shown = events.showGoogle(made.id(), told.key());
        links.keep(calendar.id(), link.to(made.id())
                .told(told)
                .shaped(Shape.of(shown.content(), Set.of()), Shape.of(there, Set.of())), shown.version(), null,
                listing);
    }

    private static EventContent with(EventContent series, String start) {
        return series.leavingOut(series.excludedDates().stream().filter(one -> !one.equals(start)).toList());
    }
}
