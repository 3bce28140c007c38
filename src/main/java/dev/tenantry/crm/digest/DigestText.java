package dev.tenantry.crm.digest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.MemberAgenda;
import dev.tenantry.crm.calendar.MemberAgenda.Entry;
import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;
import dev.tenantry.shared.day.DaySource.Day;
import dev.tenantry.shared.text.Texts;

/** What somebody's day has, in lines; times by the member's clock. In the current transaction. */
@Component
class DigestText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LONGEST = 200;

    private final MemberAgenda agenda;
    private final List<DaySource> sources;

    DigestText(MemberAgenda agenda, List<DaySource> sources) {
        this.agenda = agenda;
        this.sources = sources.stream().filter(source -> !source.isOfCalendar()).toList();
    }

    /** Empty where there is nothing. */
    String of(Day day) {
        var due = sources.stream()
                .flatMap(source -> source.due(day).stream())
                .sorted((one, other) -> one.dueAt()
                        .compareTo(other.dueAt()))
                .toList();
        return Stream.of(
                agenda.events(day)
                        .map(events -> section("Events", events, event -> event(event, day), day))
                        .orElse("Events: more than can be told here"),
                section("Reminders", agenda.reminders(day), one -> time(one.from(), day) + " " + shown(one.title()),
                        day),
                section("Overdue", due.stream().filter(DayItem::overdue).toList(), item -> overdue(item, day), day),
                section("Due today", due.stream().filter(item -> !item.overdue()).toList(), item -> today(item, day),
                        day))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static <T> String section(String title, List<T> all, Function<T, String> line, Day day) {
        if (all.isEmpty()) {
            return "";
        }
        var lines = all.stream().limit(day.most()).map(one -> "- " + line.apply(one));
        var more = all.size() > day.most() ? Stream.of("- and " + (all.size() - day.most()) + " more") : Stream.of();
        return title + "\n" + Stream.concat(lines, more).map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String event(Entry event, Day day) {
        var place = event.place() == null ? "" : ", " + shown(event.place());
        return (event.isOfDays() || event.to() == null ? "whole day" : hours(event.from(), event.to(), day)) + " "
                + shown(event.title()) + place;
    }

    /** What goes over midnight begins, or ends, with the day. */
    private static String hours(Instant from, Instant to, Day day) {
        return (from.isBefore(day.start()) ? "…" : time(from, day)) + "–"
                + (to.isAfter(day.end()) ? "…" : time(to, day));
    }

    private static String overdue(DayItem item, Day day) {
        return shown(item.title()) + " (" + item.kind() + ", "
                + (item.dueOn() == null
                        ? LocalDateTime.ofInstant(item.dueAt(), day.zone()).toLocalDate()
                        : item.dueOn())
                + ")";
    }

    /** What waits for an answer is told while it does, whenever it is due. */
    private static String today(DayItem item, Day day) {
        var isLater = !item.dueAt().isBefore(day.end()) && item.dueOn() == null;
        var when = item.dueOn() != null
                ? ""
                : ", " + (isLater ? LocalDateTime.ofInstant(item.dueAt(), day.zone()).toLocalDate() + " " : "")
                        + time(item.dueAt(), day);
        return shown(item.title()) + " (" + item.kind() + when + ")";
    }

    private static String time(Instant at, Day day) {
        return TIME.format(LocalDateTime.ofInstant(at, day.zone()));
    }

    private static String shown(String text) {
        return Texts.shown(text.strip().replaceAll("\\s+", " "), LONGEST);
    }
}
