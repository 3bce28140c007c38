package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.googlecalendar.GoogleApi.Listing;
import dev.tenantry.integrations.Answer;

/**
 * Has Google tell what has changed, page by page, and takes it. Google's token for what comes next is kept once all before it has been taken;
 * whoever takes over begins at the last one, and what is told twice changes nothing. A list of all has no trace of what was deleted: what came
 * from Google, would be in it and is not was deleted there.
 */
@Component
class Pull {

    private static final Duration BACK = Duration.ofDays(90);
    /** What ends so close to where the list begins may be missing for that. */
    private static final Duration MARGIN = Duration.ofDays(1);
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 20_000;
    private static final long MOST_EVENTS = 20_000;
    private static final int BATCH = 100;
    private static final int OK = 200;

    private final GoogleApi google;
    private final IncomingEvents incoming;
    private final EventLinks links;
    private final SyncStore store;

    Pull(GoogleApi google, IncomingEvents incoming, EventLinks links, SyncStore store) {
        this.google = google;
        this.incoming = incoming;
        this.links = links;
        this.store = store;
    }

    /** @throws GoogleFailure where Google does not answer, or refuses */
    void pull(CalendarClaim claim, SyncedCalendar calendar) {
        var from = store.now().minus(BACK).truncatedTo(ChronoUnit.SECONDS);
        if (calendar.cursor() != null) {
            var token = read(claim, calendar, new Listing(calendar.cursor(), from, null, PAGE), calendar.listing());
            if (token != null) {
                finish(claim, calendar, token, false, calendar.listing());
                return;
            }
        }
        var listing = store.list(claim);
        var token = read(claim, calendar, new Listing(null, from, null, PAGE), listing);
        if (token == null) {
            throw new GoogleFailure(Answer.failed("Google does not list the calendar", false));
        }
        drop(claim, calendar, listing, from.plus(MARGIN));
        finish(claim, calendar, token, true, listing);
    }

    /** @return null where Google does not know any more what has changed */
    private @Nullable String read(CalendarClaim claim, SyncedCalendar calendar, Listing wanted, long number) {
        var listing = wanted;
        var seen = new HashSet<String>();
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = google.list(calendar.place(), listing);
            if (answer.status() == GoogleApi.GONE) {
                return null;
            }
            if (answer.status() == OK && !answer.isSuccess() && listing.size() > 1) {
                // It is longer than what is read of an answer.
                listing = listing.smaller();
                continue;
            }
            var told = GoogleApi.required(answer);
            take(claim, calendar, told, number);
            var next = told.path("nextPageToken").asString("");
            if (next.isEmpty()) {
                return told.path("nextSyncToken").asString("");
            }
            if (!seen.add(next)) {
                throw new GoogleFailure(Answer.failed("Google lists the same page again and again", false));
            }
            listing = listing.at(next);
        }
        throw new GoogleFailure(Answer.failed("Google lists more than " + MOST_PAGES + " pages", true));
    }

    /** Series before what of them is otherwise. */
    private void take(CalendarClaim claim, SyncedCalendar calendar, JsonNode told, long number) {
        if (links.count(calendar.id()) > MOST_EVENTS) {
            throw new GoogleFailure(
                    Answer.failed("the calendar has more than " + MOST_EVENTS + " events, and so many are kept", true));
        }
        var events = told.path("items").valueStream().map(GoogleEvent::new).filter(GoogleEvent::isEvent).toList();
        var ordered = new ArrayList<GoogleEvent>();
        events.stream().filter(event -> event.series() == null).forEach(ordered::add);
        events.stream().filter(event -> event.series() != null).forEach(ordered::add);
        ordered.forEach(event -> take(claim, calendar, event, number));
    }

    private void take(CalendarClaim claim, SyncedCalendar calendar, GoogleEvent event, long number) {
        try {
            incoming.take(claim, calendar, event, number);
        } catch (RuntimeException failure) {
            incoming.refuse(claim, calendar, event, number, EventRefusal.reason(failure));
        }
    }

    private void drop(CalendarClaim claim, SyncedCalendar calendar, long listing, Instant ends) {
        var after = "";
        List<EventLink> absent;
        do {
            absent = links.absent(calendar.id(), listing, after, ends, BATCH);
            for (var link : absent) {
                take(claim, calendar, GoogleEvent.gone(link.key()), listing);
                after = link.key();
            }
        } while (absent.size() == BATCH);
    }

    private void finish(CalendarClaim claim, SyncedCalendar calendar, String token, boolean isFull, long number) {
        Set<String> asked = new HashSet<>();
        List<EventLink> unread;
        do {
            unread = links.unread(calendar.id(), BATCH).stream().filter(link -> asked.add(link.key())).toList();
            for (var link : unread) {
                take(claim, calendar, google.event(calendar.place(), link.key()), number);
            }
        } while (!unread.isEmpty());
        if (!token.isEmpty()) {
            incoming.finish(claim, token, isFull);
        }
    }
}
