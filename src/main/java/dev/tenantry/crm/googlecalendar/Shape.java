package dev.tenantry.crm.googlecalendar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.calendar.EventContent;
import dev.tenantry.shared.crypto.Digests;

/**
 * What an event is on one side, as hashes part by part. Each side is compared with what it was itself: what the other one cannot express
 * looks like no change.
 */
record Shape(Map<Part, String> hashes) {

    /** What no event has: all of it is new. */
    static final Shape NONE = new Shape(Map.of());

    /** Of 64 digits the last 16: nobody gains by two parts that have the same. */
    private static final int FROM = 48;

    /** @param others starts of a series that are left out, or otherwise, by what is told of them alone */
    static Shape of(EventContent content, Set<String> others) {
        var hashes = new EnumMap<Part, String>(Part.class);
        hashes.put(Part.TITLE, hash(content.title()));
        hashes.put(Part.DESCRIPTION, hash(content.description()));
        hashes.put(Part.TIME, hash(List.of(text(content.startAt()), text(content.endAt()), text(content.startDate()),
                text(content.endDate()), content.isAllDay() ? "" : content.timeZone(), text(content.recurrenceRule()),
                content.recurrenceDates())));
        hashes.put(Part.LEFT_OUT, hash(content.excludedDates()
                .stream()
                .filter(start -> !others.contains(start))
                .sorted()
                .toList()));
        hashes.put(Part.PLACE, hash(content.place()));
        hashes.put(Part.CONFERENCE, hash(content.conferenceUrl()));
        hashes.put(Part.STATUS, hash(content.isCancelled()));
        hashes.put(Part.VISIBILITY, hash(content.isPrivate()));
        hashes.put(Part.TRANSPARENCY, hash(content.isTransparent()));
        hashes.put(Part.GUESTS, hash(content.guests()
                .stream()
                .sorted(Comparator.comparing(EventContent.Guest::key))
                .map(guest -> guest.key() + " " + guest.answer())
                .toList()));
        return new Shape(hashes);
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static String hash(@Nullable Object value) {
        return Digests.fingerprint(text(value)).substring(FROM);
    }

    /** The parts that are otherwise than they were. */
    Set<Part> since(Shape before) {
        var changed = EnumSet.noneOf(Part.class);
        for (var part : Part.values()) {
            if (!Objects.equals(hashes.get(part), before.hashes.get(part))) {
                changed.add(part);
            }
        }
        return changed;
    }

    /** The same, with these parts as the other one has them. */
    Shape with(Set<Part> parts, Shape other) {
        var all = new EnumMap<Part, String>(Part.class);
        all.putAll(hashes);
        parts.forEach(part -> {
            var hash = other.hashes.get(part);
            if (hash == null) {
                all.remove(part);
            } else {
                all.put(part, hash);
            }
        });
        return new Shape(all);
    }

    /** The same, of what does not take place. */
    Shape cancelled() {
        return with(Set.of(Part.STATUS), new Shape(Map.of(Part.STATUS, hash(true))));
    }

    String write() {
        return Arrays.stream(Part.values())
                .map(part -> hashes.getOrDefault(part, "-"))
                .collect(Collectors.joining(" "));
    }

    static Shape read(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        var values = text.split(" ");
        var hashes = new EnumMap<Part, String>(Part.class);
        for (var part : Part.values()) {
            if (part.ordinal() < values.length && !values[part.ordinal()].equals("-")) {
                hashes.put(part, values[part.ordinal()]);
            }
        }
        return new Shape(hashes);
    }
}
