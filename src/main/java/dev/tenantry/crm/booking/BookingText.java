package dev.tenantry.crm.booking;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.web.HtmlPage;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What pages for visitors say by themselves, as the organization writes. */
record BookingText(Words words, LocalFormat format) {

    private static final PageTexts TEXTS = PageTexts.of("crm/booking/texts");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    /** Those that have no places for values. */
    private static final List<String> WORDS = List.of("zone", "duration", "from", "show-month", "show-week", "show",
            "other-days", "earlier", "later", "by-week", "by-month", "free-days", "nothing-free", "nothing-free-here",
            "name", "email", "another", "trap", "kept", "book", "elsewhere", "cancel", "too-late", "move");

    static BookingText of(LocalFormat format) {
        return new BookingText(TEXTS.alone(format.language()), format);
    }

    String of(String name, Object... values) {
        return words.of(name, values);
    }

    /** Those of any page. */
    ObjectNode values() {
        var values = HtmlPage.values()
                .put("language", words.locale().toLanguageTag())
                .put("direction", words.direction());
        var said = values.putObject("words");
        WORDS.forEach(word -> said.put(CamelCase.join(word, "-"), of(word)));
        return values;
    }

    String length(Duration length) {
        return of("minutes", length.toMinutes());
    }

    /** With its weekday. */
    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(of("day-form"), words.locale()).format(day);
    }

    String day(Instant moment, ZoneId zone) {
        return day(LocalDate.ofInstant(moment, zone)) + ", " + time(moment, zone);
    }

    /** With the offset where the clock shows the time twice. */
    String time(Instant moment, ZoneId zone) {
        var local = moment.atZone(zone);
        var isTwice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return TIME.format(local) + (isTwice ? " (UTC" + local.getOffset() + ")" : "");
    }

    String month(LocalDate day) {
        return DateTimeFormatter.ofPattern(of("month-form"), words.locale()).format(day);
    }

    String days(LocalDate first, LocalDate last) {
        return of("days", format.day(first), format.day(last));
    }

    /** Monday first. */
    List<String> weekdays() {
        return Stream.of(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.FULL_STANDALONE, words.locale()))
                .toList();
    }
}
