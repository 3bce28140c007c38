package dev.tenantry.crm.googlecalendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.calendar.EventContent;
import dev.tenantry.crm.calendar.EventContent.Answer;
import dev.tenantry.crm.calendar.EventContent.Guest;
import dev.tenantry.shared.template.TextTarget;

/** An event as Google tells it. */
record GoogleEvent(JsonNode told) {

    /** What names an event of ours there, and our own link to a conference: nobody but this application sees it. */
    static final String OURS = "tenantry";
    static final String SOURCE = "Conference";

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int MOST_GUESTS = 100;
    private static final int LONGEST_UID = 500;
    private static final int LAST_YEAR = 9999;
    private static final List<String> OTHERS = List.of("birthday", "workingLocation");

    /** What is told of one that is there no more. */
    static GoogleEvent gone(String key) {
        return new GoogleEvent(JsonNodeFactory.instance.objectNode().put("id", key).put("status", "cancelled"));
    }

    String key() {
        return told.path("id").asString("");
    }

    String etag() {
        return told.path("etag").asString("");
    }

    /** When it was changed last, by Google's clock; null where that is not told. */
    @Nullable
    Instant changedAt() {
        try {
            return OffsetDateTime.parse(told.path("updated").asString("")).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    boolean isCancelled() {
        return told.path("status").asString("").equals("cancelled");
    }

    /** Whether it is something that people do. */
    boolean isEvent() {
        return !key().isEmpty() && !OTHERS.contains(told.path("eventType").asString("default"));
    }

    /** The series that it is an occurrence of; null where it is none. */
    @Nullable
    String series() {
        return told.path("recurringEventId").asString(null);
    }

    /** By which all calendars know it; by which Google does, where that is none. */
    String uid() {
        var uid = told.path("iCalUID").asString("");
        return uid.isBlank() || uid.length() > LONGEST_UID || uid.chars().anyMatch(Character::isISOControl)
                ? key()
                : uid;
    }

    /** Whether whose calendar it is asks others to it, and is not asked by them. */
    boolean isOrganizedHere() {
        return told.path("organizer").path("self").asBoolean(false);
    }

    /** The event here of which it says that it was made; null where it says none. */
    @Nullable
    Long ours() {
        var text = told.path("extendedProperties").path("private").path(OURS).asString("");
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    /** It is that event here, where both were the same before: ours, if it says that it was made of one. */
    EventLink link(Long event) {
        return ours() == null ? EventLink.ofGoogle(this, null).to(event) : EventLink.ofOurs(key(), event, null, null);
    }

    /** Of an occurrence, when it would begin by the series' clock. */
    LocalDateTime original(ZoneId zone) {
        var start = told.path("originalStartTime");
        return start.path("date").isString()
                ? date(start.path("date")).atStartOfDay()
                : LocalDateTime.ofInstant(instant(start), zone);
    }

    /** @param otherwise the zone of the calendar. @throws EventFault where it cannot be one here */
    EventContent content(ZoneId otherwise) {
        var start = told.path("start");
        var end = told.path("end");
        var isOfDays = start.path("date").isString();
        var zone = zone(start, otherwise);
        var lines = RecurrenceLines.read(told.path("recurrence"), zone);
        return new EventContent(title(), text("description"), isOfDays ? null : instant(start),
                isOfDays ? null : instant(end), isOfDays ? date(start.path("date")) : null,
                isOfDays ? lastDay(start, end) : null, zone.getId(), text("location"), conference(), isCancelled(),
                List.of("private", "confidential").contains(told.path("visibility").asString("")),
                told.path("transparency").asString("").equals("transparent"), lines.rule(),
                written(lines.more()), written(lines.without()), guests());
    }

    private String title() {
        var title = TextTarget.HEADER.escape(told.path("summary").asString("")).strip();
        return title.isEmpty() ? "Untitled" : title;
    }

    private @Nullable String text(String name) {
        var text = told.path(name).asString("").strip();
        return text.isEmpty() ? null : text;
    }

    private static List<String> written(List<LocalDateTime> starts) {
        return starts.stream().map(GoogleEvent::write).toList();
    }

    static String write(LocalDateTime start) {
        return FORM.format(start);
    }

    private static ZoneId zone(JsonNode time, ZoneId otherwise) {
        var name = time.path("timeZone").asString("");
        try {
            return name.isEmpty() ? otherwise : ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new EventFault("there is no time zone " + name);
        }
    }

    private static Instant instant(JsonNode time) {
        try {
            var at = OffsetDateTime.parse(time.path("dateTime").asString(""));
            refuseUnlikely(at.getYear());
            return at.toInstant();
        } catch (DateTimeException _) {
            throw new EventFault("it does not say when it begins, or ends");
        }
    }

    private static LocalDate date(JsonNode date) {
        try {
            var day = LocalDate.parse(date.asString(""));
            refuseUnlikely(day.getYear());
            return day;
        } catch (DateTimeException _) {
            throw new EventFault("it does not say on which day it begins, or ends");
        }
    }

    private static void refuseUnlikely(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new EventFault("it is not in the years 0001 to " + LAST_YEAR);
        }
    }

    /** The day at Google is the one behind. */
    private static LocalDate lastDay(JsonNode start, JsonNode end) {
        var first = date(start.path("date"));
        var behind = end.path("date").isString() ? date(end.path("date")) : first.plusDays(1);
        return behind.isAfter(first) ? behind.minusDays(1) : first;
    }

    private @Nullable String conference() {
        var video = told.path("conferenceData")
                .path("entryPoints")
                .valueStream()
                .filter(point -> point.path("entryPointType").asString("").equals("video"))
                .map(point -> point.path("uri").asString(""))
                .findFirst()
                .orElse("");
        var own = told.path("source").path("title").asString("").equals(SOURCE)
                ? told.path("source").path("url").asString("")
                : "";
        for (var url : List.of(told.path("hangoutLink").asString(""), video, own)) {
            if (url.startsWith("https://")) {
                return url;
            }
        }
        return null;
    }

    private List<Guest> guests() {
        var guests = new LinkedHashMap<String, Guest>();
        for (var attendee : told.path("attendees")) {
            var email = attendee.path("email").asString("");
            var isSelf = attendee.path("self").asBoolean(false);
            if (!attendee.path("resource").asBoolean(false) && (isSelf || !email.isEmpty())) {
                var guest = new Guest(email, attendee.path("displayName").asString(null),
                        answer(attendee.path("responseStatus").asString("")), isSelf);
                guests.putIfAbsent(guest.key(), guest);
            }
        }
        // Of more than are asked for Google tells whose calendar it is, and says that the others are left out.
        if (guests.size() > MOST_GUESTS || told.path("attendeesOmitted").asBoolean(false)) {
            throw new EventFault("more than " + MOST_GUESTS + " are asked to it");
        }
        return new ArrayList<>(guests.values());
    }

    private static Answer answer(String status) {
        return switch (status) {
            case "accepted" -> Answer.ACCEPTED;
            case "declined" -> Answer.DECLINED;
            case "tentative" -> Answer.TENTATIVE;
            default -> Answer.NEEDS_ACTION;
        };
    }

    static String status(Answer answer) {
        return switch (answer) {
            case NEEDS_ACTION -> "needsAction";
            case ACCEPTED -> "accepted";
            case DECLINED -> "declined";
            case TENTATIVE -> "tentative";
        };
    }

    /** Whether it was changed at Google after that, by so much that the clocks do not matter. */
    boolean isChangedAfter(Instant time, Duration margin) {
        var changed = changedAt();
        return changed != null && changed.isAfter(time.plus(margin));
    }
}
