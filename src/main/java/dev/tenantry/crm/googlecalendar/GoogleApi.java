package dev.tenantry.crm.googlecalendar;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Request;

/** Google's Calendar API (version 3), asked with the current member's account. Nobody is mailed by Google: whom we invite we invite ourselves. */
@Component
class GoogleApi {

    static final int GONE = 410;
    static final int STALE = 412;
    static final int TAKEN = 409;
    static final int NOT_FOUND = 404;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_CALENDARS = 250;
    private static final int MOST_GUESTS = 101;
    private static final String QUIET = "?sendUpdates=none";
    /** What is made of an event, and nothing else: so that pages stay small. */
    private static final String EVENT = "id,etag,status,updated,summary,description,location,start,end,recurrence,recurringEventId,"
            + "originalStartTime,visibility,transparency,iCalUID,eventType,hangoutLink,source,extendedProperties/private,"
            + "conferenceData/entryPoints(entryPointType,uri),"
            + "organizer(self),attendeesOmitted,attendees(email,displayName,responseStatus,self,resource,optional,additionalGuests,comment)";

    private final Integrations integrations;
    private final JsonMapper json;

    GoogleApi(Integrations integrations, JsonMapper json) {
        this.integrations = integrations;
        this.json = json;
    }

    /** Which calendar of whose account. @param id as Google knows it */
    record Place(UUID integration, String id) {

        private String events() {
            return "/calendars/" + encoded(id) + "/events";
        }

        private String event(String key) {
            return events() + "/" + encoded(key);
        }
    }

    /**
     * Which events are to be listed.
     *
     * @param cursor for what has changed since; null: all
     * @param from   of all, what ends after it
     * @param page   null: the first
     * @param size   how many a page has at most
     */
    record Listing(@Nullable String cursor, Instant from, @Nullable String page, int size) {

        Listing at(@Nullable String next) {
            return new Listing(cursor, from, next, size);
        }

        Listing smaller() {
            return new Listing(cursor, from, page, Math.max(1, size / 5));
        }
    }

    List<AccountCalendar> calendars(UUID integration) {
        var answer = required(ask(integration, "GET", "/users/me/calendarList?maxResults=" + MOST_CALENDARS, null));
        return answer.path("items")
                .valueStream()
                .limit(MOST_CALENDARS)
                .map(AccountCalendar::read)
                .filter(AccountCalendar::isReadable)
                .toList();
    }

    AccountCalendar calendar(UUID integration, String id) {
        return AccountCalendar.read(required(ask(integration, "GET", "/users/me/calendarList/" + encoded(id), null)));
    }

    /** Not one that has failed where it is 410: what had changed is told no more. */
    Answer list(Place place, Listing listing) {
        var query = new ArrayList<>(List.of("maxResults=" + listing.size, "maxAttendees=" + MOST_GUESTS,
                "showDeleted=true", "singleEvents=false",
                "fields=" + encoded("nextPageToken,nextSyncToken,timeZone,items(" + EVENT + ")")));
        query.add(listing.cursor == null
                ? "timeMin=" + encoded(listing.from.toString())
                : "syncToken=" + encoded(listing.cursor));
        if (listing.page != null) {
            query.add("pageToken=" + encoded(listing.page));
        }
        return ask(place.integration, "GET", place.events() + "?" + String.join("&", query), null);
    }

    /** Empty where there is none, or no more. */
    Optional<JsonNode> get(Place place, String key) {
        var answer = ask(place.integration, "GET", place.event(key) + "?maxAttendees=" + MOST_GUESTS, null);
        return isAbsent(answer) ? Optional.empty() : Optional.of(required(answer));
    }

    /** As it is now, or as one that is there no more. */
    GoogleEvent event(Place place, String key) {
        return get(place, key).map(GoogleEvent::new).orElseGet(() -> GoogleEvent.gone(key));
    }

    /** The occurrence of a series that would begin then; empty where there is none. */
    Optional<JsonNode> occurrence(Place place, String series, String original) {
        var answer = ask(place.integration, "GET", place.event(series) + "/instances?showDeleted=true&maxResults=1"
                + "&maxAttendees=" + MOST_GUESTS + "&originalStart=" + encoded(original), null);
        return isAbsent(answer)
                ? Optional.empty()
                : required(answer).path("items").valueStream().findFirst();
    }

    Answer insert(Place place, ObjectNode event) {
        return ask(place.integration, "POST", place.events() + QUIET, event);
    }

    Answer patch(Place place, String key, ObjectNode event, String etag) {
        return ask(place.integration,
                new Request("PATCH", place.event(key) + QUIET, event, etag));
    }

    Answer delete(Place place, String key, String etag) {
        return ask(place.integration, new Request("DELETE", place.event(key) + QUIET, null, etag));
    }

    /** Has changes told to the address until the channel ends. */
    Answer watch(Place place, String channel, String token, String address, Duration lasting) {
        var wanted = json.createObjectNode()
                .put("id", channel)
                .put("type", "web_hook")
                .put("address", address)
                .put("token", token);
        wanted.putObject("params").put("ttl", String.valueOf(lasting.toSeconds()));
        return ask(place.integration, "POST", place.events() + "/watch", wanted);
    }

    Answer stop(Place place, String channel, String resource) {
        return ask(place.integration, "POST", "/channels/stop",
                json.createObjectNode().put("id", channel).put("resourceId", resource));
    }

    static boolean isAbsent(Answer answer) {
        return answer.status() == NOT_FOUND || answer.status() == GONE;
    }

    /** @throws GoogleFailure where it failed */
    static JsonNode required(Answer answer) {
        if (!answer.isSuccess()) {
            throw new GoogleFailure(answer);
        }
        return answer.result();
    }

    private Answer ask(UUID integration, String method, String path, @Nullable JsonNode body) {
        return ask(integration, new Request(method, path, body));
    }

    private Answer ask(UUID integration, Request request) {
        return integrations.ask(integration, request, null, PATIENCE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether it is this event that Google does not take. */
    static boolean isRefused(Answer answer) {
        return !answer.isSuccess() && answer.permanent() && answer.status() >= 400 && answer.status() != 401
                && answer.status() != STALE;
    }
}
