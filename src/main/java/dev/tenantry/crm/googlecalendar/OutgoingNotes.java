package dev.tenantry.crm.googlecalendar;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.MemberEvent;
import dev.tenantry.crm.calendar.MemberEvents;
import dev.tenantry.crm.googlecalendar.EventMeeting.Met;
import dev.tenantry.shared.text.Texts;

/** Takes down what Google was told. What was changed here since it was read is open still. */
@Component
class OutgoingNotes {

    private static final int LONGEST_FAULT = 300;

    private final MemberEvents events;
    private final EventLinks links;
    private final SyncStore store;

    OutgoingNotes(MemberEvents events, EventLinks links, SyncStore store) {
        this.events = events;
        this.links = links;
        this.store = store;
    }

    /** @param event as it was told @param parts that were told @param answer as Google has it now */
    @Transactional
    void told(CalendarClaim claim, SyncedCalendar calendar, EventLink link, MemberEvent event, Set<String> others,
            Set<Part> parts, GoogleEvent answer) {
        var present = events.lock(event.id());
        var isSame = present.filter(one -> one.version() == event.version()).isPresent();
        var shown = present.isPresent() ? events.showGoogle(event.id(), answer.key()) : event;
        var own = link.own().with(parts, EventMeeting.shape(event, others));
        var there = Shape.of(answer.content(EventMeeting.zone(event)), Set.of());
        links.keep(calendar.id(), link.told(answer).shaped(own, there), isSame ? shown.version() : null, null,
                calendar.listing());
        store.hold(claim);
    }

    /** It is off at Google. Of what is here no more nothing stays. */
    @Transactional
    void deleted(CalendarClaim claim, SyncedCalendar calendar, Met met) {
        var event = met.event();
        if (event == null) {
            links.remove(calendar.id(), met.link().key());
        } else {
            var link = met.link();
            var gone = new EventLink(link.key(), link.event(), link.isFromGoogle(), "-", link.changedAt(),
                    met.here(), link.google().cancelled(), link.series(), link.original(), true);
            links.keep(calendar.id(), gone, event.version(), null, calendar.listing());
        }
        store.hold(claim);
    }

    /** Google does not take it as it is; it is told again once it is changed. */
    @Transactional
    void refused(CalendarClaim claim, SyncedCalendar calendar, EventLink link, MemberEvent event, String reason) {
        links.keep(calendar.id(), link, event.version(), Texts.shown(reason, LONGEST_FAULT), calendar.listing());
        store.hold(claim);
    }

    @Transactional
    void forget(CalendarClaim claim, SyncedCalendar calendar, EventLink link) {
        links.remove(calendar.id(), link.key());
        store.hold(claim);
    }

    /** Whether the occurrence is another one's, or at another start, than Google knows: it is told anew. */
    @Transactional
    boolean isOfAnother(CalendarClaim claim, SyncedCalendar calendar, EventLink link) {
        var event = Objects.requireNonNull(link.event());
        return events.find(event)
                .filter(one -> one.isOf(claim.member()) && one.original() != null && one.seriesId() != null)
                .filter(one -> !GoogleEvent.write(Objects.requireNonNull(one.original())).equals(link.original())
                        || !links.ofEvent(calendar.id(), Objects.requireNonNull(one.seriesId()))
                                .map(EventLink::key)
                                .equals(Optional.ofNullable(link.series())))
                .isPresent();
    }

    /** When the occurrence would begin, as Google looks for it. */
    String start(MemberEvent occurrence) {
        var original = Objects.requireNonNull(occurrence.original());
        var series = events.find(Objects.requireNonNull(occurrence.seriesId())).orElseThrow();
        return series.content().isAllDay()
                ? original.toLocalDate().toString()
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME
                        .format(original.atZone(ZoneId.of(series.content().timeZone())));
    }
}
