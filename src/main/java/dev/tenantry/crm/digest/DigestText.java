package dev.tenantry.crm.digest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What somebody's day has, in lines; times by the member's clock. In the current transaction. */
@Component
class DigestText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LONGEST = 200;
    private static final PageTexts TEXTS = PageTexts.of("crm/digest/texts");

    private final MemberAgenda agenda;
    private final List<DaySource> sources;

    DigestText(MemberAgenda agenda, List<DaySource> sources) {
        this.agenda = agenda;
        this.sources = sources.stream().filter(source -> !source.isOfCalendar()).toList();
    }

    /** What it says besides what there is. @param locale of one of the languages that there are, or it is English */
    static Words words(Locale locale) {
        return TEXTS.alone(locale);
    }

    /** Empty where there is nothing. */
    String of(Day day, Words words) {
        var due = sources.stream()
                .flatMap(source -> source.due(day).stream())
                .sorted((one, other) -> one.dueAt()
                        .compareTo(other.dueAt()))
                .toList();
        return Stream.of(
                agenda.events(day)
                        .map(events -> section("events", events, event -> event(event, day, words), day, words))
                        .orElse(words.of("full")),
                section("reminders", agenda.reminders(day), one -> time(one.from(), day) + " " + shown(one.title()),
                        day, words),
                section("overdue", due.stream().filter(DayItem::overdue).toList(), item -> overdue(item, day, words), day,
                        words),
                section("due", due.stream().filter(item -> !item.overdue()).toList(), item -> today(item, day, words),
                        day, words))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static <T> String section(String title, List<T> all, Function<T, String> line, Day day, Words words) {
        if (all.isEmpty()) {
            return "";
        }
        var lines = all.stream().limit(day.most()).map(one -> "- " + line.apply(one));
        var more = all.size() > day.most() ? Stream.of("- " + words.of("more", all.size() - day.most())) : Stream.of();
        return words.of(title) + "\n" + Stream.concat(lines, more).map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String event(Entry event, Day day, Words words) {
        var place = event.place() == null ? "" : ", " + shown(event.place());
        return (event.isOfDays() || event.to() == null ? words.of("day") : hours(event.from(), event.to(), day)) + " "
                + shown(event.title()) + place;
    }

    /** What goes over midnight begins, or ends, with the day. */
    private static String hours(Instant from, Instant to, Day day) {
        return (from.isBefore(day.start()) ? "…" : time(from, day)) + "–"
                + (to.isAfter(day.end()) ? "…" : time(to, day));
    }

    private static String overdue(DayItem item, Day day, Words words) {
        return shown(item.title()) + " (" + words.of(item.kind()) + ", "
                + (item.dueOn() == null
                        ? LocalDateTime.ofInstant(item.dueAt(), day.zone()).toLocalDate()
                        : item.dueOn())
                + ")";
    }

    /** What waits for an answer is told while it does, whenever it is due. */
    private static String today(DayItem item, Day day, Words words) {
        var isLater = !item.dueAt().isBefore(day.end()) && item.dueOn() == null;
        var when = item.dueOn() != null
                ? ""
                : ", " + (isLater ? LocalDateTime.ofInstant(item.dueAt(), day.zone()).toLocalDate() + " " : "")
                        + time(item.dueAt(), day);
        return shown(item.title()) + " (" + words.of(item.kind()) + when + ")";
    }

    private static String time(Instant at, Day day) {
        return TIME.format(LocalDateTime.ofInstant(at, day.zone()));
    }

    private static String shown(String text) {
        return Texts.shown(text.strip().replaceAll("\\s+", " "), LONGEST);
    }
}
