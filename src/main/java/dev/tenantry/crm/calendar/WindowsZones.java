package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tenantry.shared.time.Zones;

/** The zones that Windows has, and which of the IANA database each is where no territory is said (Unicode CLDR, territory 001). */
final class WindowsZones {

    private static final Map<String, String> NAMES = read();

    private WindowsZones() {}

    static Optional<ZoneId> find(String name) {
        return Optional.ofNullable(NAMES.get(name)).flatMap(Zones::known);
    }

    /** Each once, those that are more used first. */
    static List<ZoneId> all() {
        return NAMES.values().stream().distinct().flatMap(name -> Zones.known(name).stream()).toList();
    }

    private static Map<String, String> read() {
        try (var stream = Objects.requireNonNull(WindowsZones.class.getResourceAsStream("windows-zones.txt"))) {
            var names = new LinkedHashMap<String, String>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                var equals = line.indexOf('=');
                names.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return names;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
