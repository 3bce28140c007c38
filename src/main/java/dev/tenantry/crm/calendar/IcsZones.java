package dev.tenantry.crm.calendar;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * What the zones of a calendar are called in the IANA database: by their name, by one that the name ends in, by the one that Windows has for
 * them, by what their own definition says it is of, by its rules, and at last by what programs are known to write.
 *
 * @param otherwise   of times and days without a zone
 * @param definitions by name
 * @param known       what has been looked for
 */
record IcsZones(ZoneId otherwise, Map<String, VTimeZone> definitions, Map<String, Optional<ZoneId>> known) {

    private static final int LONGEST_NAME = 200;

    static IcsZones of(Calendar calendar, ZoneId ownZone) {
        var definitions = new HashMap<String, VTimeZone>();
        for (var component : calendar.<VTimeZone>getComponents("VTIMEZONE")) {
            component.<Property>getProperty("TZID")
                    .ifPresent(name -> definitions.putIfAbsent(name.getValue(), component));
        }
        var known = new HashMap<String, Optional<ZoneId>>();
        return new IcsZones(calendar.<Property>getProperty("X-WR-TIMEZONE")
                .flatMap(name -> new IcsZones(ownZone, definitions, known).find(name.getValue().strip()))
                .orElse(ownZone), definitions, known);
    }

    Optional<ZoneId> find(String name) {
        return known.computeIfAbsent(name, this::look);
    }

    private Optional<ZoneId> look(String name) {
        var definition = Optional.ofNullable(definitions.get(name));
        return called(name)
                .or(() -> definition.flatMap(zone -> zone.<Property>getProperty("X-LIC-LOCATION"))
                        .flatMap(place -> called(place.getValue())))
                .or(() -> definition.flatMap(IcsZoneRules::match))
                .or(() -> ZoneSpellings.find(name));
    }

    /** By the name alone. */
    static Optional<ZoneId> called(String name) {
        if (name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        var zone = ZoneSpellings.named(name);
        for (var slash = name.indexOf('/'); slash >= 0 && zone.isEmpty(); slash = name.indexOf('/', slash + 1)) {
            zone = ZoneSpellings.named(name.substring(slash + 1));
        }
        return zone.or(() -> WindowsZones.find(name));
    }
}
