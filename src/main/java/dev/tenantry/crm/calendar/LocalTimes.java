package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts of occurrences: dates and times without a zone, to the second, {@code 2026-03-02T09:00:00}. */
final class LocalTimes {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

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

    /** What a clock shows then, for people. */
    static String clock(LocalDateTime time) {
        return CLOCK.format(time);
    }

    /** Of these the earlier ones. */
    static String[] before(String[] starts, LocalDateTime start) {
        return Stream.of(starts).filter(one -> one.compareTo(write(start)) < 0).toArray(String[]::new);
    }

    static String[] canonical(List<String> texts) {
        return read(texts).stream().distinct().sorted().map(LocalTimes::write).toArray(String[]::new);
    }
}
