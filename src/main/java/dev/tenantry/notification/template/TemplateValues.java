package dev.tenantry.notification.template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.time.Zones;

/** What is filled in, as whoever reads it writes it. */
final class TemplateValues {

    private TemplateValues() {}

    /** What stands in one line stays in it: nobody's name or reason makes a line that seems to be ours. */
    static Map<String, String> written(TemplateName name, Map<String, String> values, LocalFormat format,
            ZoneId zone) {
        var written = new HashMap<>(values);
        written.replaceAll((place, value) -> name.texts().contains(place) ? value : TextTarget.HEADER.escape(value));
        name.moments()
                .forEach(place -> written.computeIfPresent(place, (_, moment) -> moment(moment, format, zone)));
        return written;
    }

    private static String moment(String text, LocalFormat format, ZoneId zone) {
        try {
            return format.moments(Zones.named(zone)).format(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return text;
        }
    }
}
