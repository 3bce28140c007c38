package dev.tenantry.crm.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;

import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.crm.recurrence.Recurrence;
import dev.tenantry.shared.time.Zones;

/** A VTIMEZONE whose name says nothing, by its rules (as {@link IcsPreparation} calls them): the zone whose clock shows the same in the years from 2025 to 2027. */
final class IcsZoneRules {

    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2028-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2027-01-01T00:00:00Z");
    private static final int MOST_PARTS = 50;

    private IcsZoneRules() {}

    /** Empty where no zone is so, or the definition cannot be followed. */
    static Optional<ZoneId> match(VTimeZone definition) {
        try {
            var offsets = offsets(definition);
            return offsets.isEmpty() || offsets.firstKey().isAfter(LATEST)
                    ? Optional.empty()
                    : Stream.concat(WindowsZones.all().stream(),
                            ZoneId.getAvailableZoneIds().stream().sorted().flatMap(name -> Zones.known(name).stream()))
                            .filter(zone -> isSame(zone, offsets))
                            .findFirst();
        } catch (DateTimeException | IllegalArgumentException | InvalidRecurrenceException _) {
            return Optional.empty();
        }
    }

    /** From when on which offset holds. */
    private static TreeMap<Instant, ZoneOffset> offsets(VTimeZone definition) {
        var offsets = new TreeMap<Instant, ZoneOffset>();
        if (definition.getObservances().size() <= MOST_PARTS) {
            definition.getObservances().forEach(part -> add(part, offsets));
        }
        return offsets;
    }

    private static void add(Observance part, TreeMap<Instant, ZoneOffset> offsets) {
        var before = offset(text(part, "TZOFFSETFROM"));
        var offset = offset(text(part, "TZOFFSETTO"));
        var start = IcsMoments.local(text(part, "DTSTART"));
        offsets.put(start.toInstant(before), offset);
        var rule = part.<Property>getProperty("X-RRULE");
        if (rule.isPresent()) {
            yearly(rule.get().getValue()).follow(start, start, before, time -> {
                offsets.put(time.toInstant(before), offset);
                return time.toInstant(before).isBefore(TO);
            });
        }
        part.<Property>getProperties("X-RDATE")
                .stream()
                .flatMap(dates -> Stream.of(dates.getValue().split(",")))
                .forEach(date -> offsets.put(IcsMoments.local(date).toInstant(before), offset));
    }

    private static Recurrence yearly(String rule) {
        var recurrence = Recurrence.of(rule);
        if (!recurrence.text().frequency().equals("YEARLY")) {
            throw new IllegalArgumentException(rule);
        }
        return recurrence;
    }

    private static String text(Observance part, String name) {
        return part.<Property>getProperty(name)
                .map(Property::getValue)
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text.strip());
    }

    /** At each change, right before it, and in the middle of each month. */
    private static boolean isSame(ZoneId zone, TreeMap<Instant, ZoneOffset> offsets) {
        var changes = offsets.subMap(FROM, TO).keySet().stream().flatMap(at -> Stream.of(at, at.minusSeconds(1)));
        var months = Stream.iterate(FROM.plus(14, ChronoUnit.DAYS), at -> at.isBefore(TO),
                at -> at.plus(30, ChronoUnit.DAYS));
        return Stream.concat(months, changes)
                .filter(at -> !at.isBefore(FROM) && !at.isBefore(offsets.firstKey()))
                .allMatch(at -> {
                    Map.Entry<Instant, ZoneOffset> entry = offsets.floorEntry(at);
                    return entry != null && zone.getRules().getOffset(at).equals(entry.getValue());
                });
    }
}
