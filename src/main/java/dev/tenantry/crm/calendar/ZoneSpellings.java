package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.shared.time.Zones;

/**
 * Names of zones as programs are known to write them: {@code Eastern Time (US & Canada)}, {@code W. Europe Daylight Time 1},
 * {@code (UTC+01:00) Amsterdam, Berlin, Bern}, {@code GMT+0100}. An offset that is no whole hours is no zone: which of several is unknown.
 */
final class ZoneSpellings {

    private static final Map<String, ZoneId> NAMES = all()
            .collect(Collectors.toMap(zone -> folded(zone.getId()), Function.identity(), (one, _) -> one));
    private static final Map<String, List<ZoneId>> CITIES = all().filter(zone -> zone.getId().contains("/"))
            .collect(Collectors.groupingBy(zone -> folded(zone.getId().substring(zone.getId().lastIndexOf('/') + 1))));
    private static final String UTC = "UTC";
    private static final List<String> OF_UTC = List.of("coordinated universal time", "universal time coordinated", "z");
    private static final Pattern OFFSET = Pattern
            .compile("(?:(?:UTC|GMT)\\s*+)?([+-])([0-9]{1,2})(?:[:.]?([0-9]{2}))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOWN = Pattern.compile(
            "\\((?:UTC|GMT)([+-](?:0?[0-9]|1[0-4])[:.][0-5][0-9])?\\)\\s*(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AMERICAN = Pattern.compile(" Time \\(US (?:&|and) Canada\\)$",
            Pattern.CASE_INSENSITIVE);
    private static final String STANDARD = " Standard Time";
    private static final int MOST_HOURS = 14;
    private static final Instant OF = Instant.parse("2026-01-01T00:00:00Z");

    private ZoneSpellings() {}

    private static Stream<ZoneId> all() {
        return ZoneId.getAvailableZoneIds().stream().sorted().flatMap(name -> Zones.known(name).stream());
    }

    private static String folded(String name) {
        return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** By the name, whichever of its letters are capitals. */
    static Optional<ZoneId> named(String name) {
        return Zones.known(name).or(() -> Optional.ofNullable(NAMES.get(folded(name))));
    }

    static Optional<ZoneId> find(String name) {
        var shown = SHOWN.matcher(name.strip());
        if (shown.matches()) {
            var offset = shown.group(1) == null ? "+00:00" : shown.group(1);
            return windows(shown.group(2)).or(() -> city(shown.group(2), offset))
                    .or(() -> named(shown.group(2)))
                    .or(() -> find(shown.group(2)));
        }
        return OF_UTC.contains(folded(name)) ? Zones.known(UTC) : windows(name).or(() -> offset(name));
    }

    /** In summer, numbered, or without what all of them end in. */
    private static Optional<ZoneId> windows(String name) {
        var plain = AMERICAN.matcher(name.strip().replaceFirst(" [0-9]+$", "")).replaceFirst("");
        var standard = plain.replaceFirst("(?i) (Daylight|Summer) Time$", STANDARD);
        return WindowsZones.find(standard).or(() -> WindowsZones.find(standard + STANDARD));
    }

    private static Optional<ZoneId> offset(String name) {
        var found = OFFSET.matcher(name.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        var hours = Integer.parseInt(found.group(2));
        var isWhole = found.group(3) == null || found.group(3).equals("00");
        if (!isWhole || hours > MOST_HOURS) {
            return Optional.empty();
        }
        // Those of the database count what is to be added to come to UTC.
        return Zones.known(hours == 0 ? UTC : "Etc/GMT" + (found.group(1).equals("+") ? "-" : "+") + hours);
    }

    /** The first of the places that is one, and of the offset. */
    private static Optional<ZoneId> city(String places, String offset) {
        var stated = ZoneOffset.of(offset.charAt(0) + padded(offset.substring(1).replace('.', ':')));
        return Stream.of(places.split("[,/]"))
                .flatMap(place -> CITIES.getOrDefault(folded(place), List.of()).stream())
                .filter(zone -> zone.getRules().getStandardOffset(OF).equals(stated))
                .findFirst();
    }

    private static String padded(String time) {
        return time.length() == "1:00".length() ? "0" + time : time;
    }
}
