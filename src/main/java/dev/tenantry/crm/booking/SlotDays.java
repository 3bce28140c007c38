package dev.tenantry.crm.booking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is free, by the days of a visitor's clock, as a page shows it. */
final class SlotDays {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int DAYS = 7;

    private final ZoneId zone;
    private final TreeMap<LocalDate, List<Instant>> byDay = new TreeMap<>();

    SlotDays(List<Instant> starts, ZoneId zone) {
        this.zone = zone;
        starts.forEach(start -> byDay.computeIfAbsent(LocalDate.ofInstant(start, zone), _ -> new ArrayList<>())
                .add(start));
    }

    static String day(Instant moment, ZoneId zone) {
        return DAY.format(moment.atZone(zone)) + ", " + time(moment, zone);
    }

    /** With the offset where the clock shows the time twice. */
    static String time(Instant moment, ZoneId zone) {
        var local = moment.atZone(zone);
        var isTwice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return TIME.format(local) + (isTwice ? " (UTC" + local.getOffset() + ")" : "");
    }

    /** The weeks of the month, Monday first. @param link of a day that has something free */
    void month(ArrayNode weeks, LocalDate first, Function<LocalDate, String> link) {
        var last = first.with(TemporalAdjusters.lastDayOfMonth());
        var monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (; !monday.isAfter(last); monday = monday.plusDays(DAYS)) {
            var days = weeks.addObject().putArray("days");
            for (var day = monday; day.isBefore(monday.plusDays(DAYS)); day = day.plusDays(1)) {
                var cell = days.addObject();
                if (!day.isBefore(first) && !day.isAfter(last)) {
                    fill(cell, day, link);
                }
            }
        }
    }

    private void fill(ObjectNode cell, LocalDate day, Function<LocalDate, String> link) {
        cell.put("number", Integer.toString(day.getDayOfMonth()));
        var free = byDay.getOrDefault(day, List.of());
        if (!free.isEmpty()) {
            cell.put("href", link.apply(day));
            cell.put("label", DAY.format(day) + ": " + free.size() + " free");
        }
    }

    /** Seven days with their times. @param value of a time: where it leads, or what it is called by */
    void week(ArrayNode days, LocalDate first, Function<Instant, String> value) {
        for (var day = first; day.isBefore(first.plusDays(DAYS)); day = day.plusDays(1)) {
            var shown = days.addObject().put("label", DAY.format(day));
            var free = byDay.getOrDefault(day, List.of());
            if (free.isEmpty()) {
                continue;
            }
            shown.put("hasTimes", true);
            var times = shown.putArray("times");
            free.forEach(start -> times.addObject().put("value", value.apply(start)).put("time", time(start, zone)));
        }
    }
}
