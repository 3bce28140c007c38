package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Starts of occurrences: dates and times without a zone, to the second, {@code 2026-03-02T09:00:00}. */
final class LocalTimes {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private LocalTimes() {}

    /** Empty where it is none, or of a year beyond four digits. */
    static Optional<LocalDateTime> read(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1 && time.getYear() <= 9999 && time.getNano() == 0);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException where one is none */
    static List<LocalDateTime> read(List<String> texts) {
        return texts.stream()
                .map(text -> read(text).orElseThrow(() -> new IllegalArgumentException(text)))
                .toList();
    }

    static String write(LocalDateTime time) {
        return FORM.format(time);
    }

    /** For people, to the minute. */
    static String shown(LocalDateTime time) {
        return SHOWN.format(time);
    }

    /** For people, with the zone, and the offset where its clock shows the time twice. */
    static String shown(Instant at, ZoneId zone) {
        var time = at.atZone(zone);
        var isTwice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return shown(time.toLocalDateTime()) + " (" + zone.getId() + (isTwice ? ", UTC" + time.getOffset() : "") + ")";
    }

    static String[] canonical(List<String> texts) {
        return read(texts).stream().distinct().sorted().map(LocalTimes::write).toArray(String[]::new);
    }
}
