package dev.tenantry.crm.digest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.crm.calendar.MemberAgenda.Entry;
import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource.Day;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.web.PageTexts.Words;

/** Lines of a day, in its reader's words; times by the reader's clock, days as the organization writes them. */
record DigestLines(Day day, Words words, DateTimeFormatter days) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LONGEST = 200;

    /** Empty where there is nothing. @param title its name among the words */
    <T> String section(String title, List<T> all, Function<T, String> line) {
        if (all.isEmpty()) {
            return "";
        }
        var lines = all.stream().limit(day.most()).map(one -> "- " + line.apply(one));
        var more = all.size() > day.most()
                ? Stream.of("- " + words.of("more", all.size() - day.most()))
                : Stream.<String>of();
        return words.of(title) + "\n" + Stream.concat(lines, more).collect(Collectors.joining("\n"));
    }

    String event(Entry event) {
        var place = event.place() == null ? "" : ", " + shown(event.place());
        return (event.isOfDays() || event.to() == null ? words.of("whole-day") : hours(event.from(), event.to())) + " "
                + shown(event.title()) + place;
    }

    String reminder(Entry event) {
        return time(event.from()) + " " + shown(event.title());
    }

    String overdue(DayItem item) {
        return shown(item.title()) + " (" + kind(item) + ", "
                + days.format(item.dueOn() == null ? local(item.dueAt()) : item.dueOn().atStartOfDay()) + ")";
    }

    /** What waits for an answer is told while it does, whenever it is due. */
    String today(DayItem item) {
        var isLater = !item.dueAt().isBefore(day.end()) && item.dueOn() == null;
        var when = item.dueOn() != null
                ? ""
                : ", " + (isLater ? days.format(local(item.dueAt())) + " " : "")
                        + time(item.dueAt());
        return shown(item.title()) + " (" + kind(item) + when + ")";
    }

    private String kind(DayItem item) {
        return words.of(item.kind());
    }

    /** What goes over midnight begins, or ends, with the day. */
    private String hours(Instant from, Instant to) {
        return (from.isBefore(day.start()) ? "…" : time(from)) + "–" + (to.isAfter(day.end()) ? "…" : time(to));
    }

    private String time(Instant at) {
        return TIME.format(local(at));
    }

    private LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, day.zone());
    }

    private static String shown(String text) {
        return Texts.shown(text.strip().replaceAll("\\s+", " "), LONGEST);
    }
}
