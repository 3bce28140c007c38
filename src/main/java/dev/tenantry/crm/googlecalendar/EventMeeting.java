package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.EventContent;
import dev.tenantry.crm.calendar.EventContent.Guest;
import dev.tenantry.crm.calendar.MemberEvent;
import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Where what Google tells of an event meets what it is here. Parts that have changed there are taken, those that have changed here alone are
 * open until Google is told of them. What both have changed is as Google has it, whatever the clocks say. What was deleted stays deleted,
 * unless it was changed on the other side clearly after that. In the current transaction.
 */
@Component
class EventMeeting {

    /** By which clocks may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Set<Part> ALL = Set.of(Part.values());

    private final MemberEvents events;
    private final EventLinks links;

    EventMeeting(MemberEvents events, EventLinks links) {
        this.events = events;
        this.links = links;
    }

    /**
     * What has come of it.
     *
     * @param event  as it is here now; null where there is none, or it is the member's no more
     * @param others starts of the series of which something is told by itself
     * @param open   what Google is to be told
     */
    record Met(EventLink link, @Nullable MemberEvent event, Set<String> others, Set<Part> open) {

        Shape here() {
            return event == null ? Shape.NONE : shape(event, others);
        }
    }

    /** @param link of an event that there is here, or was @throws EventFault where it cannot be as Google has it */
    Met meet(SyncedCalendar calendar, EventLink link, GoogleEvent told, long listing) {
        var event = Optional.ofNullable(link.event())
                .flatMap(events::lock)
                .filter(one -> one.isOf(TenantContext.currentUser()))
                .orElse(null);
        if (event == null) {
            return kept(calendar, new Met(link.told(told), null, Set.of(), Set.of(Part.STATUS)), null, listing);
        }
        var others = link.series() == null ? links.others(calendar.id(), link.key()) : Set.<String>of();
        var there = told.isCancelled()
                ? link.google().cancelled()
                : Shape.of(told.content(zone(event)), Set.of());
        var theirs = calendar.direction().takesIn() ? there.since(link.google()) : EnumSet.noneOf(Part.class);
        return event.isTrashed() && !isRevived(event, told, theirs)
                ? trashed(calendar, link, event, told, there, listing)
                : taken(calendar, link, event.isTrashed() ? events.restore(event.id()) : event, told, there, theirs,
                        others,
                        listing);
    }

    private static boolean isRevived(MemberEvent event, GoogleEvent told, Set<Part> theirs) {
        var since = event.trashedAt();
        return since != null && event.seriesId() == null && !told.isCancelled() && !theirs.isEmpty()
                && told.isChangedAfter(since, MARGIN);
    }

    private Met trashed(SyncedCalendar calendar, EventLink link, MemberEvent event, GoogleEvent told, Shape there,
            long listing) {
        var isDone = told.isCancelled() || !calendar.direction().takesOut();
        var own = isDone ? link.own().cancelled() : link.own();
        var met = new Met(link.told(told).shaped(own, there), event, Set.of(),
                isDone ? Set.of() : Set.of(Part.STATUS));
        return kept(calendar, met, isDone ? event.version() : null, listing);
    }

    private Met taken(SyncedCalendar calendar, EventLink link, MemberEvent event, GoogleEvent told, Shape there,
            Set<Part> theirs, Set<String> others, long listing) {
        var ours = EnumSet.noneOf(Part.class);
        ours.addAll(link.changedHere(shape(event, others)));
        ours.removeAll(theirs);
        var now = theirs.isEmpty() ? event : events.change(event.id(), merged(event, told, theirs, others));
        var open = open(calendar, link, told, there, theirs, ours);
        var own = shape(now, others).with(open.isEmpty() ? Set.of() : ours, link.own());
        var met = new Met(link.told(told).shaped(own, calendar.direction().takesIn() ? there : link.google()), now,
                others, open);
        return kept(calendar, met, open.isEmpty() ? now.version() : null, listing);
    }

    /** Of what is deleted there Google is told only that it takes place again, and then all of it. */
    private static Set<Part> open(SyncedCalendar calendar, EventLink link, GoogleEvent told, Shape there,
            Set<Part> theirs, Set<Part> ours) {
        if (!calendar.direction().takesOut()) {
            return Set.of();
        }
        if (!calendar.direction().takesIn()) {
            var all = EnumSet.noneOf(Part.class);
            all.addAll(ours);
            all.addAll(there.since(link.google()));
            return told.isCancelled() && !all.isEmpty() ? ALL : all;
        }
        if (told.isCancelled()) {
            return ours.contains(Part.STATUS) && !theirs.contains(Part.STATUS) ? ALL : Set.of();
        }
        return ours;
    }

    private Met kept(SyncedCalendar calendar, Met met, @Nullable Integer version, long listing) {
        links.keep(calendar.id(), met.link(), version, null, listing);
        return met;
    }

    static Shape shape(MemberEvent event, Set<String> others) {
        var shape = Shape.of(event.content(), others);
        return event.isTrashed() ? shape.cancelled() : shape;
    }

    /** What Google says without a zone is meant by the event's own clock. */
    static ZoneId zone(MemberEvent event) {
        return ZoneId.of(event.content().timeZone());
    }

    private static EventContent merged(MemberEvent event, GoogleEvent told, Set<Part> theirs, Set<String> others) {
        var own = event.content();
        if (told.isCancelled()) {
            return own.cancelled(true);
        }
        var there = told.content(zone(event));
        var time = theirs.contains(Part.TIME) ? there : own;
        return new EventContent(theirs.contains(Part.TITLE) ? there.title() : own.title(),
                theirs.contains(Part.DESCRIPTION) ? there.description() : own.description(), time.startAt(),
                time.endAt(), time.startDate(), time.endDate(), time.timeZone(),
                theirs.contains(Part.PLACE) ? there.place() : own.place(),
                theirs.contains(Part.CONFERENCE) ? there.conferenceUrl() : own.conferenceUrl(),
                theirs.contains(Part.STATUS) ? there.isCancelled() : own.isCancelled(),
                event.seriesId() == null && theirs.contains(Part.VISIBILITY) ? there.isPrivate() : own.isPrivate(),
                theirs.contains(Part.TRANSPARENCY) ? there.isTransparent() : own.isTransparent(),
                event.seriesId() == null ? time.recurrenceRule() : null,
                event.seriesId() == null ? time.recurrenceDates() : List.of(),
                theirs.contains(Part.LEFT_OUT) ? leftOut(own, there, others) : own.excludedDates(),
                theirs.contains(Part.GUESTS) ? guests(own, there) : own.guests());
    }

    private static List<String> leftOut(EventContent own, EventContent there, Set<String> others) {
        var all = new TreeSet<>(there.excludedDates());
        own.excludedDates().stream().filter(others::contains).forEach(all::add);
        return List.copyOf(all);
    }

    /** That the member attends is known here, even if Google takes it for granted. */
    private static List<Guest> guests(EventContent own, EventContent there) {
        var isNamed = there.guests().stream().anyMatch(Guest::isSelf);
        return isNamed
                ? there.guests()
                : Stream.concat(there.guests().stream(), own.guests().stream().filter(Guest::isSelf)).toList();
    }
}
