package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.calendar.EventContent;
import dev.tenantry.crm.calendar.EventContent.Guest;

/** Events as Google is told them. */
final class GoogleBodies {

    private static final Pattern UNTIL = Pattern.compile("(?i)(^|;)UNTIL=([^;]+)");
    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final String ATTENDEES = "attendees";

    private GoogleBodies() {}

    /** A new one. @param key as Google is to know it @param event which it is here */
    static ObjectNode insertion(EventContent content, Set<String> others, String key, Long event) {
        var body = patch(content, others, EnumSet.complementOf(EnumSet.of(Part.STATUS)),
                JsonNodeFactory.instance.objectNode());
        body.put("id", key);
        body.putObject("extendedProperties").putObject("private").put(GoogleEvent.OURS, event.toString());
        return body;
    }

    /**
     * What is to be otherwise.
     *
     * @param others  starts that are left out, or otherwise, by what is told of them alone
     * @param present the event as Google has it: what it alone knows of guests stays
     */
    static ObjectNode patch(EventContent content, Set<String> others, Set<Part> parts, JsonNode present) {
        var body = JsonNodeFactory.instance.objectNode();
        for (var part : parts) {
            switch (part) {
                case TITLE -> body.put("summary", content.title());
                case DESCRIPTION -> body.put("description", text(content.description()));
                case PLACE -> body.put("location", text(content.place()));
                case TIME -> {
                    time(body, content);
                    recurrence(body, content, others, present);
                }
                case LEFT_OUT -> recurrence(body, content, others, present);
                case CONFERENCE -> conference(body, content.conferenceUrl());
                case STATUS -> body.put("status", content.isCancelled() ? "cancelled" : "confirmed");
                case VISIBILITY -> body.put("visibility", content.isPrivate() ? "private" : "default");
                case TRANSPARENCY -> body.put("transparency", content.isTransparent() ? "transparent" : "opaque");
                case GUESTS -> body.set(ATTENDEES, guests(content.guests(), present.path(ATTENDEES)));
            }
        }
        return body;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void time(ObjectNode body, EventContent content) {
        if (content.isAllDay()) {
            days(body.putObject("start"), Objects.requireNonNull(content.startDate()));
            var last = content.endDate() == null ? content.startDate() : content.endDate();
            days(body.putObject("end"), Objects.requireNonNull(last).plusDays(1));
        } else {
            var zone = ZoneId.of(content.timeZone());
            times(body.putObject("start"), Objects.requireNonNull(content.startAt()), zone);
            times(body.putObject("end"), Objects.requireNonNull(content.endAt()), zone);
        }
    }

    private static void days(ObjectNode time, LocalDate day) {
        time.put("date", day.toString()).putNull("dateTime").putNull("timeZone");
    }

    private static void times(ObjectNode time, Instant at, ZoneId zone) {
        time.put("dateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)))
                .put("timeZone", zone.getId())
                .putNull("date");
    }

    /** One occurrence has none, and it may not be said of it that it has none. */
    private static void recurrence(ObjectNode body, EventContent content, Set<String> others, JsonNode present) {
        if (!content.isRecurring() && !present.has("recurrence")) {
            return;
        }
        var zone = ZoneId.of(content.timeZone());
        var lines = new RecurrenceLines(rule(content, zone), starts(content.recurrenceDates()),
                starts(content.excludedDates().stream().filter(start -> !others.contains(start)).toList()));
        var array = body.putArray("recurrence");
        if (content.isRecurring()) {
            lines.write(zone, content.isAllDay()).forEach(array::add);
        }
    }

    private static List<LocalDateTime> starts(List<String> texts) {
        return texts.stream().map(LocalDateTime::parse).toList();
    }

    /** A last day is one of days, and a last time one in UTC, as RFC 5545 wants it and Google demands. */
    private static @Nullable String rule(EventContent content, ZoneId zone) {
        var rule = content.recurrenceRule();
        if (rule == null) {
            return null;
        }
        var until = UNTIL.matcher(rule);
        return until.find()
                ? until.replaceFirst("$1UNTIL=" + until(until.group(2), zone, content.isAllDay()))
                : rule;
    }

    private static String until(String text, ZoneId zone, boolean isOfDays) {
        try {
            var day = LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            if (isOfDays) {
                return DateTimeFormatter.BASIC_ISO_DATE.format(day);
            }
            if (text.endsWith("Z")) {
                return text;
            }
            var local = text.length() == 8 ? day.atTime(23, 59, 59) : LocalDateTime.parse(text, TIMED);
            return TIMED.withZone(ZoneOffset.UTC).format(local.atZone(zone).toInstant()) + "Z";
        } catch (DateTimeParseException | StringIndexOutOfBoundsException _) {
            return text;
        }
    }

    /** Conferences of Google's own are Google's to make: ours is what the event comes from. */
    private static void conference(ObjectNode body, @Nullable String url) {
        if (url == null) {
            body.putNull("source");
        } else {
            body.putObject("source").put("title", GoogleEvent.SOURCE).put("url", url);
        }
    }

    private static ArrayNode guests(List<Guest> guests, JsonNode present) {
        var all = JsonNodeFactory.instance.arrayNode();
        present.valueStream().filter(known -> known.path("resource").asBoolean(false)).forEach(all::add);
        for (var guest : guests) {
            var known = present.valueStream().filter(one -> is(one, guest)).findFirst();
            if (known.isEmpty() && (guest.isSelf() || guest.email().isEmpty())) {
                continue;
            }
            var entry = known.map(one -> (ObjectNode) one.deepCopy()).orElseGet(() -> {
                var added = JsonNodeFactory.instance.objectNode().put("email", guest.email());
                return guest.name() == null ? added : added.put("displayName", guest.name());
            });
            all.add(entry.put("responseStatus", GoogleEvent.status(guest.answer())));
        }
        return all;
    }

    private static boolean is(JsonNode attendee, Guest guest) {
        return guest.isSelf()
                ? attendee.path("self").asBoolean(false)
                : attendee.path("email").asString("").equalsIgnoreCase(guest.email());
    }
}
