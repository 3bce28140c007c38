package dev.tenantry.crm.digest;

import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.MemberAgenda;
import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;
import dev.tenantry.shared.day.DaySource.Day;
import dev.tenantry.shared.web.PageTexts.Words;

/** What somebody's day has, in lines. In the current transaction. */
@Component
class DigestText {

    private final MemberAgenda agenda;
    private final List<DaySource> sources;

    DigestText(MemberAgenda agenda, List<DaySource> sources) {
        this.agenda = agenda;
        this.sources = sources.stream().filter(source -> !source.isOfCalendar()).toList();
    }

    /** Empty where there is nothing. @param days how days are written */
    String of(Day day, Words words, DateTimeFormatter days) {
        var lines = new DigestLines(day, words, days);
        var due = sources.stream()
                .flatMap(source -> source.due(day).stream())
                .sorted(Comparator.comparing(DayItem::dueAt))
                .toList();
        return Stream.of(
                agenda.events(day)
                        .map(events -> lines.section("events", events, lines::event))
                        .orElseGet(() -> words.of("too-many-events")),
                lines.section("reminders", agenda.reminders(day), lines::reminder),
                lines.section("overdue", due.stream().filter(DayItem::overdue).toList(), lines::overdue),
                lines.section("due-today", due.stream().filter(item -> !item.overdue()).toList(), lines::today))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
